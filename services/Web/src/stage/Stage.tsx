import { useMemo } from 'react';
import type { RunSheetStep } from '../contract/hub';
import type { Clock } from '../clock/clock';
import { useServerNow } from '../clock/useServerNow';
import { Waiting } from '../design/primitives';
import { countdown, duration } from '../design/time';
import { instructionOf, nameOf, type Said, sideIn } from '../language/exerciseTexts';
import { useLanguage } from '../language/language';
import { useTexts } from '../language/useTexts';
import { type ClassView, currentStep, stepDetails } from './currentStep';
import { Figure } from '../figure/Figure';
import { OwnDosage } from './OwnDosage';
import { classLevels, type OwnStep, ownName, ownStep, ringOf } from './ownStep';
import { HoldRing, Pacer } from './Pacer';
import { StageSection } from './StageSection';
import type { OwnProgress } from './useOwnLevels';

interface Props {
  room: ClassView;
  clock: Clock;
  /** The member's own levels; without them the step is shown as the class does it. */
  mine?: OwnProgress;
  /** Shows a level that is chosen instead, for a rehearsal. */
  levels?: OwnProgress['levels'];
}

function Words({ said, className }: { said: Said; className: string }) {
  return (
    <p className={className} lang={said.lang}>
      {said.text}
    </p>
  );
}

/**
 * The current step to move along with: name and time left, the figure, one's own dosage, and what
 * paces it.
 */
export function Stage({ room, clock, mine, levels }: Props) {
  const now = useServerNow(clock);
  const lang = useLanguage();
  const steps = room.join?.runSheet?.steps;
  const slugs = useMemo(() => (steps ?? []).map((step) => step.exercise), [steps]);
  const texts = useTexts(slugs, lang);
  const ownLevels = levels ?? mine?.levels ?? classLevels;
  const current = currentStep(room, ownLevels);
  const atMs = current?.atMs ?? null;
  const pace = current?.pace ?? null;
  const paceFromMs = pace?.fromMs ?? atMs;
  const elapsed = () => clock.now() - (paceFromMs ?? 0);
  if (!current)
    return (
      <div className="stage">
        {steps ? (
          <p className="stage-instruction">
            This class has no set exercises. Follow the instructor.
          </p>
        ) : (
          <Waiting>Loading the exercises…</Waiting>
        )}
      </div>
    );

  const { step, next } = current;
  const own = ownStep(step, ownLevels);
  const name = nameOf({ ...step, name: ownName(step, own) }, texts, lang);
  const instruction = instructionOf(step, texts, lang, { ...own, varied: own.variation !== null });
  if (atMs === null) {
    return (
      <StageSection aria-label="Current step">
        <div className="stage-head">
          <div data-testid="current-step" data-step="">
            <h2 className="stage-title">Get comfortable</h2>
            <p className="stage-details">
              We start with <span lang={name.lang}>{name.text}</span>
            </p>
          </div>
        </div>
        <div className="stage-figure">
          <Figure exercise={step.exercise} kind={step.kind} side={step.side} />
        </div>
        <Words className="stage-instruction" said={instruction} />
      </StageSection>
    );
  }

  const leftMs = atMs + step.durationSeconds * 1000 - now;
  const details = stepDetails({
    ...step,
    repetitions: own.level === null ? step.repetitions : null,
    side: name.lang === 'en' ? step.side : null,
  });
  const sideText = step.side && name.lang === 'hi' ? `${sideIn(step.side, 'hi')} ओर` : null;
  const resting = step.kind === 'rest' || own.leaveOut;
  return (
    <StageSection aria-label="Current step">
      <div className="stage-head">
        <div data-testid="current-step" data-step={step.index}>
          <h2 className="stage-title" lang={name.lang}>
            {name.text}
          </h2>
          <p className="stage-details">
            {sideText && (
              <>
                <span lang="hi">{sideText}</span>
                {details.length > 0 && ' · '}
              </>
            )}
            {details.length > 0
              ? details.join(' · ')
              : !sideText && `step ${step.index + 1} of ${steps?.length ?? 0}`}
          </p>
        </div>
        <p
          className="stage-countdown nums"
          data-testid="step-countdown"
          role="timer"
          aria-label={`${countdown(leftMs)} left in this step`}
        >
          {countdown(leftMs)}
        </p>
      </div>
      <div className="stage-figure">
        {current.preview && next ? (
          <Figure exercise={next.exercise} side={next.side} />
        ) : (
          <Figure
            exercise={step.exercise}
            kind={resting ? 'rest' : step.kind}
            side={step.side}
            elapsed={elapsed}
            breath={pace?.pace}
            repetitions={own.repetitions}
          />
        )}
      </div>
      <Words className="stage-instruction" said={instruction} />
      <OwnDosage key={`${step.index}`} step={step} own={own} mine={mine} />
      {pace && !(own.leaveOut && !current.paced) ? (
        <Pacer
          pace={pace.pace}
          fromMs={pace.fromMs}
          clock={clock}
          doneMessage={leftMs > 0 ? 'Rest until the next step' : undefined}
        />
      ) : (
        <OwnRing step={step} own={own} elapsedMs={now - atMs} preview={current.preview} />
      )}
      <p className="stage-next">
        {next ? (
          <NextStep step={next} own={ownStep(next, ownLevels)} said={nameOf(next, texts, lang)} />
        ) : (
          'This is the last step.'
        )}
      </p>
    </StageSection>
  );
}

function OwnRing({
  step,
  own,
  elapsedMs,
  preview,
}: {
  step: RunSheetStep;
  own: OwnStep;
  elapsedMs: number;
  preview: boolean;
}) {
  const ring = ringOf(step, own, elapsedMs);
  const message =
    ring.state === 'over'
      ? 'Wait for the next step'
      : ring.state === 'resting'
        ? 'Rest until the next step'
        : preview
          ? 'Get into place'
          : step.kind === 'rest'
            ? 'Rest'
            : own.repetitions
              ? `${own.repetitions} slow repetitions`
              : 'Hold and breathe';
  return (
    <HoldRing leftMs={ring.leftMs} totalMs={ring.totalMs} message={message} state={ring.state} />
  );
}

function NextStep({ step, own, said }: { step: RunSheetStep; own: OwnStep; said: Said }) {
  const details = stepDetails({
    ...step,
    repetitions: own.level === null ? step.repetitions : null,
  });
  const dosage = own.level === null ? null : own.leaveOut ? 'you rest' : `you ${own.text}`;
  return (
    <>
      Next: <strong lang={said.lang}>{said.text}</strong>
      {details.length > 0 && `, ${details.join(', ')}`} · {dosage ?? duration(step.durationSeconds)}
    </>
  );
}
