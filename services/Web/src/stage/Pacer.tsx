import { useRef } from 'react';
import type { BreathPace } from '../contract/hub';
import { breathAt } from '../figure/breathPacer';
import type { Clock } from '../clock/clock';
import { useFrame, useServerNow } from '../clock/useServerNow';
import { useReducedMotion } from '../figure/motion';
import './pacer.css';

const phaseNames = {
  ready: 'Get ready',
  in: 'Breathe in',
  out: 'Breathe out',
  done: 'Rounds done',
};

interface Props {
  pace: BreathPace;
  fromMs: number;
  clock: Clock;
  /** What to read once all rounds are done and the step is not. */
  doneMessage?: string;
}

/** The circle to breathe with: every device draws it from one cue and the server's clock. */
export function Pacer({ pace, fromMs, clock, doneMessage }: Props) {
  const circle = useRef<HTMLDivElement>(null);
  const still = useReducedMotion();
  const now = useServerNow(clock, 100);
  const moment = breathAt(pace, now - fromMs);

  useFrame(() => {
    const { fullness } = breathAt(pace, clock.now() - fromMs);
    if (circle.current) circle.current.style.scale = still ? '0.8' : String(0.42 + 0.58 * fullness);
  }, !still);

  return (
    <div
      className="pacer"
      data-testid="breath-pacer"
      data-phase={moment.phase}
      data-round={moment.round}
    >
      <div className="pacer-ring" aria-hidden="true">
        <div className="pacer-circle" ref={circle} data-phase={moment.phase} />
        {moment.phase !== 'done' && <span className="pacer-count nums">{moment.secondsLeft}</span>}
      </div>
      <div>
        <p className="pacer-phase">
          {moment.phase === 'done' && doneMessage ? doneMessage : phaseNames[moment.phase]}
        </p>
        <p className="pacer-round nums">
          Round {moment.round} of {moment.rounds}
        </p>
      </div>
    </div>
  );
}

/** Time left in a held or counted step, as a ring that empties. */
export function HoldRing({
  leftMs,
  totalMs,
  message,
  state,
}: {
  leftMs: number;
  totalMs: number;
  message: string;
  state?: string;
}) {
  const share = totalMs > 0 ? Math.min(Math.max(leftMs / totalMs, 0), 1) : 0;
  return (
    <div className="pacer" data-testid="hold-ring" data-state={state}>
      <div className="pacer-ring" aria-hidden="true">
        <svg viewBox="0 0 100 100" className="hold-ring">
          <circle cx="50" cy="50" r="44" pathLength="1" />
          <circle
            cx="50"
            cy="50"
            r="44"
            pathLength="1"
            className="left"
            strokeDasharray={`${share} 1`}
            transform="rotate(-90 50 50)"
          />
        </svg>
        <span className="pacer-count nums">{Math.max(0, Math.ceil(leftMs / 1000))}</span>
      </div>
      <p className="pacer-phase">{message}</p>
    </div>
  );
}
