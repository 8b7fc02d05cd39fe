import type { BreathPace } from '../contract/hub';

export interface BreathMoment {
  phase: 'ready' | 'in' | 'out' | 'done';
  /** From 1; the last round stays once done. */
  round: number;
  rounds: number;
  /** 0 at the start of the phase, 1 at its end. */
  progress: number;
  /** How full the lungs are, 0 to 1, eased. */
  fullness: number;
  /** Whole seconds left in the phase, as one counts aloud. */
  secondsLeft: number;
}

const ease = (x: number) => (1 - Math.cos(Math.PI * x)) / 2;

/**
 * Where in its breath everybody is, `elapsedMs` after the cue: the same on each device, without a
 * message a beat.
 */
export function breathAt(pace: BreathPace, elapsedMs: number): BreathMoment {
  const inMs = pace.inSeconds * 1000;
  const outMs = pace.outSeconds * 1000;
  const roundMs = inMs + outMs;
  const rounds = pace.rounds;
  if (elapsedMs < 0) {
    return {
      phase: 'ready',
      round: 1,
      rounds,
      progress: 0,
      fullness: 0,
      secondsLeft: Math.ceil(-elapsedMs / 1000),
    };
  }
  const done = Math.floor(elapsedMs / roundMs);
  if (done >= rounds)
    return { phase: 'done', round: rounds, rounds, progress: 1, fullness: 0, secondsLeft: 0 };
  const within = elapsedMs - done * roundMs;
  const breathingIn = within < inMs;
  const progress = breathingIn ? within / inMs : (within - inMs) / outMs;
  const leftMs = breathingIn ? inMs - within : roundMs - within;
  return {
    phase: breathingIn ? 'in' : 'out',
    round: done + 1,
    rounds,
    progress,
    fullness: breathingIn ? ease(progress) : 1 - ease(progress),
    secondsLeft: Math.ceil(leftMs / 1000),
  };
}

/** Milliseconds the whole pattern lasts. */
export function breathLengthMs(pace: BreathPace): number {
  return pace.rounds * (pace.inSeconds + pace.outSeconds) * 1000;
}
