import { useCallback } from 'react';
import type { Clock } from '../live/clock';
import { useServerNow } from '../live/useRoom';
import { countdown, duration } from '../design/time';
import { type ClassView, currentStep, stepDetails } from './currentStep';
import { Figure } from './Figure';
import { HoldRing, Pacer } from './Pacer';

/** The current step to move along with: name and time left, the figure, and what paces it. */
export function Stage({ room, clock }: { room: ClassView; clock: Clock }) {
  const now = useServerNow(clock);
  const current = currentStep(room);
  const atMs = current?.atMs ?? null;
  const pace = current?.pace ?? null;
  const paceFromMs = pace?.fromMs ?? atMs;
  const elapsed = useCallback(() => clock.now() - (paceFromMs ?? 0), [clock, paceFromMs]);
  if (!current) return <div className="stage"><p className="stage-instruction">The run sheet of this class is empty. Follow the instructor’s cues.</p></div>;

  const { step, next } = current;
  if (atMs === null) {
    return (
      <section className="stage" aria-label="Current step">
        <div className="stage-head">
          <div data-testid="current-step" data-step="">
            <h2 className="stage-title">Settle on your mat</h2>
            <p className="stage-details">First: {step.name}</p>
          </div>
        </div>
        <div className="stage-figure"><Figure exercise={step.exercise} kind={step.kind} side={step.side} /></div>
        <p className="stage-instruction">{step.instruction}</p>
      </section>
    );
  }

  const leftMs = atMs + step.durationSeconds * 1000 - now;
  const details = stepDetails(step);
  return (
    <section className="stage" aria-label="Current step">
      <div className="stage-head">
        <div data-testid="current-step" data-step={step.index}>
          <h2 className="stage-title">{step.name}</h2>
          <p className="stage-details">{details.length > 0 ? details.join(' · ') : `step ${step.index + 1} of ${room.join?.runSheet.steps.length ?? 0}`}</p>
        </div>
        <p className="stage-countdown nums" data-testid="step-countdown" role="timer" aria-label={`${countdown(leftMs)} left in this step`}>{countdown(leftMs)}</p>
      </div>
      <div className="stage-figure">
        {current.preview && next
          ? <Figure exercise={next.exercise} side={next.side} />
          : <Figure exercise={step.exercise} kind={step.kind} side={step.side} elapsed={elapsed} breath={pace?.pace} repetitions={step.repetitions} />}
      </div>
      <p className="stage-instruction">{step.instruction}</p>
      {pace
        ? <Pacer pace={pace.pace} fromMs={pace.fromMs} clock={clock} />
        : <HoldRing leftMs={leftMs} totalMs={step.durationSeconds * 1000} words={leftMs <= 0 ? 'Wait for the next step' : current.preview ? 'Get into place' : step.kind === 'rest' ? 'Rest' : step.repetitions ? `${step.repetitions} slow repetitions` : 'Hold and breathe'} />}
      <p className="stage-next">
        {next ? <>Next: <strong>{next.name}</strong>{stepDetails(next).length > 0 && `, ${stepDetails(next).join(', ')}`} · {duration(next.durationSeconds)}</> : 'This is the last step.'}
      </p>
    </section>
  );
}
