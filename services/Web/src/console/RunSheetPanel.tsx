import { type ReactNode, useEffect, useRef } from 'react';
import { useProfile } from '../auth/auth';
import type { RunSheetStep } from '../contract/hub';
import type { Clock } from '../clock/clock';
import { useServerNow } from '../clock/useServerNow';
import { clockTime, countdown, duration, plural } from '../design/time';
import { type CurrentStep, stepDetails } from '../stage/currentStep';
import type { Shift } from './schedule';

interface Props {
  steps: RunSheetStep[];
  current: CurrentStep | null;
  clock: Clock;
  live: boolean;
  /** The class has not started yet. */
  waits: boolean;
  /** Where the class will be, as things are at this moment. */
  shiftAt: (nowMs: number) => Shift;
  links?: ReactNode;
  onStart: (index: number) => Promise<boolean>;
}

/** Every step is a button: one click or Enter starts it for everybody. */
export function RunSheetPanel({
  steps,
  current,
  clock,
  live,
  waits,
  shiftAt,
  links,
  onStart,
}: Props) {
  const now = useServerNow(clock, 500);
  const index = current?.atMs == null ? -1 : current.step.index;
  const { timeZone: zone } = useProfile();
  const { startsMs } = shiftAt(now);
  const list = useRef<HTMLOListElement>(null);
  useEffect(() => {
    const box = list.current;
    const item = box?.querySelector<HTMLElement>('[aria-current="step"]');
    if (box && item)
      box.scrollTo({ top: item.offsetTop - box.clientHeight / 3, behavior: 'smooth' });
  }, [index]);

  return (
    <section className="panel console-fill" aria-labelledby="console-sheet">
      <div className="row spread">
        <h2 id="console-sheet">Class plan</h2>
        {links}
      </div>
      <ol
        className="console-steps"
        ref={list}
        tabIndex={live ? undefined : 0}
        aria-labelledby="console-sheet"
      >
        {steps.map((step) => {
          const isNow = step.index === index;
          const left =
            isNow && current?.atMs != null
              ? current.atMs + step.durationSeconds * 1000 - now
              : null;
          return (
            <li key={step.index}>
              <button
                type="button"
                data-testid={`run-step-${step.index}`}
                aria-current={isNow ? 'step' : undefined}
                className={step.index < index ? 'done' : undefined}
                disabled={!live}
                onClick={() => void onStart(step.index)}
              >
                <span className="nums console-step-number">{step.index + 1}</span>
                <span className="grow">
                  <strong>{step.name}</strong>
                  <span className="muted small">
                    {' '}
                    {[
                      ...stepDetails(step),
                      step.breath && `${step.breath.rounds} breaths`,
                      step.cues?.length ? plural(step.cues.length, 'cue') : null,
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </span>
                <span className="nums small step-times">
                  {left === null ? duration(step.durationSeconds) : countdown(left)}
                  {step.index > index && startsMs[step.index] !== undefined && (
                    <span className="muted">{clockTime(startsMs[step.index]!, zone)}</span>
                  )}
                </span>
              </button>
            </li>
          );
        })}
      </ol>
      {waits && <p className="muted small">You can start steps once the class has started.</p>}
    </section>
  );
}
