import type { RunSheetStep } from '../contract/hub';

export interface Plan {
  steps: readonly RunSheetStep[];
  /** Planned start, Unix milliseconds. */
  startsAtMs: number;
  startedAtMs: number | null;
  current: { index: number; atMs: number } | null;
  nowMs: number;
}

export interface Shift {
  plannedEndMs: number;
  expectedEndMs: number;
  /** Positive when the class runs late. */
  lateMs: number;
  /** When each step begins: for those to come, with everything shifted by what is late now. */
  startsMs: number[];
}

/**
 * Where the class will end at this rate: the current step ends as planned, or now when it is
 * overdue, and the rest follows as it is planned.
 */
export function classShift({ steps, startsAtMs, startedAtMs, current, nowMs }: Plan): Shift {
  const total = steps.reduce((sum, step) => sum + step.durationSeconds, 0) * 1000;
  const plannedEndMs = startsAtMs + total;
  const index = current?.index ?? -1;
  const step = current ? steps[current.index] : undefined;
  const currentEnd =
    current && step
      ? Math.max(nowMs, current.atMs + step.durationSeconds * 1000)
      : Math.max(nowMs, startedAtMs === null ? startsAtMs : startedAtMs);
  const startsMs: number[] = [];
  let at = currentEnd;
  for (const [place, one] of steps.entries()) {
    if (place < index) startsMs.push(startsAtMs + one.offsetSeconds * 1000);
    else if (place === index) startsMs.push(current!.atMs);
    else {
      startsMs.push(at);
      at += one.durationSeconds * 1000;
    }
  }
  return { plannedEndMs, expectedEndMs: at, lateMs: at - plannedEndMs, startsMs };
}

/** "on time", "4 min late", "2 min early"; less than half a minute is nothing. */
export function shiftMessage(lateMs: number): string {
  const minutes = Math.round(Math.abs(lateMs) / 60_000);
  if (Math.abs(lateMs) < 30_000) return 'on time';
  return `${minutes} min ${lateMs > 0 ? 'late' : 'early'}`;
}
