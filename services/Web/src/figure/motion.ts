import { useEffect, useState } from 'react';
import type { BreathPace } from '../contract/hub';
import { breathAt } from './breathPacer';
import type { Movement } from './movement';

const ease = (x: number) => (1 - Math.cos(Math.PI * Math.min(Math.max(x, 0), 1))) / 2;

export interface StepMotion {
  /** Milliseconds since the step's cue; undefined for a figure that only shows the exercise. */
  elapsedMs: number;
  breath?: BreathPace | null;
  repetitions?: number | null;
}

/**
 * How far the figure is from its first pose (0) to its last (1): with the breath, with the
 * repetitions, or into a hold and alive in it.
 */
export function progressOf(movement: Movement, motion: StepMotion): number {
  const { elapsedMs, breath, repetitions } = motion;
  if (breath) {
    const { fullness } = breathAt(breath, elapsedMs);
    return movement.liftOn === 'in' ? fullness : 1 - fullness;
  }
  if (repetitions) return (1 - Math.cos((elapsedMs / 4000) * 2 * Math.PI)) / 2;
  const breathing = 0.06 * (1 - Math.cos((elapsedMs / 8000) * 2 * Math.PI));
  return ease(elapsedMs / 3500) * (1 - breathing);
}

/**
 * A slow demonstration for pages where no class is on; with a breath it goes round and round in
 * that pace.
 */
export function demonstration(
  elapsedMs: number,
  paced?: { breath: BreathPace; liftOn: Movement['liftOn'] } | null,
): number {
  if (paced) {
    const roundMs = (paced.breath.inSeconds + paced.breath.outSeconds) * 1000;
    const { fullness } = breathAt(
      { ...paced.breath, rounds: 1 },
      roundMs > 0 ? elapsedMs % roundMs : 0,
    );
    return paced.liftOn === 'in' ? fullness : 1 - fullness;
  }
  return (1 - Math.cos((elapsedMs / 7000) * 2 * Math.PI)) / 2;
}

export function useReducedMotion(): boolean {
  const [reduced, setReduced] = useState(
    () => matchMedia('(prefers-reduced-motion: reduce)').matches,
  );
  useEffect(() => {
    const query = matchMedia('(prefers-reduced-motion: reduce)');
    const change = () => setReduced(query.matches);
    query.addEventListener('change', change);
    return () => query.removeEventListener('change', change);
  }, []);
  return reduced;
}
