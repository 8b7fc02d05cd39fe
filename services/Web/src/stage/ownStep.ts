import type { BreathPace, RunSheetStep, StepDosage } from '../contract/hub';
import type { Progress } from '../api/types';

export const classLevel = 1;
export const highestLevel = 4;

/**
 * The level at which a member practises today: by exercise, and for those that are not known yet.
 */
export interface OwnLevels {
  of: Readonly<Record<string, number>>;
  others: number;
}

export const classLevels: OwnLevels = { of: {}, others: classLevel };

export function levelsOf(progress: Progress | undefined): OwnLevels {
  if (!progress) return classLevels;
  return {
    of: Object.fromEntries(
      progress.exercises.map((exercise) => [exercise.exercise, exercise.today.level]),
    ),
    others: progress.flareToday ? 0 : classLevel,
  };
}

/** What a step is for one member. */
export interface OwnStep {
  /** Null when the step is the same for everybody. */
  level: number | null;
  dosage: StepDosage | null;
  leaveOut: boolean;
  text: string;
  instruction: string;
  variation: string | null;
  breath: BreathPace | null;
  repetitions: number | null;
  /**
   * How much of the step is practised before resting until the next one; at most the step's own
   * length.
   */
  activeSeconds: number;
}

/** Seconds that one slow repetition takes, as the planner counts them. */
const secondsPerRepetition = 4;

/** The dosage of the member's level, or of the nearest level below it that the step knows. */
function dosageFor(levels: readonly StepDosage[], level: number): StepDosage {
  const lower = levels.filter((one) => one.level <= level);
  return (lower.length > 0 ? lower : levels).reduce((best, one) =>
    Math.abs(one.level - level) < Math.abs(best.level - level) ? one : best,
  );
}

/**
 * What the step is at the member's own level: one cue coaches every level, and each device picks
 * its own.
 */
export function ownStep(step: RunSheetStep, levels: OwnLevels): OwnStep {
  if (!step.levels || step.levels.length === 0) {
    return {
      level: null,
      dosage: null,
      leaveOut: false,
      text: '',
      instruction: step.instruction,
      variation: null,
      breath: step.breath ?? null,
      repetitions: step.repetitions ?? null,
      activeSeconds: step.durationSeconds,
    };
  }
  const dosage = dosageFor(step.levels, levels.of[step.exercise] ?? levels.others);
  const seconds =
    dosage.holdSeconds ??
    (dosage.breath
      ? dosage.breath.rounds * (dosage.breath.inSeconds + dosage.breath.outSeconds)
      : null) ??
    (dosage.repetitions ? dosage.repetitions * secondsPerRepetition : step.durationSeconds);
  return {
    level: dosage.level,
    dosage,
    leaveOut: dosage.leaveOut,
    text: dosage.text,
    instruction: dosage.instruction || step.instruction,
    variation: dosage.variation ?? null,
    breath: dosage.leaveOut ? null : (dosage.breath ?? null),
    repetitions: dosage.leaveOut ? null : (dosage.repetitions ?? null),
    activeSeconds: dosage.leaveOut ? 0 : Math.min(seconds, step.durationSeconds),
  };
}

/** What the step is called at the member's own level: the class's variation gives way to theirs. */
export function ownName(step: RunSheetStep, own: OwnStep): string {
  if (own.level === null) return step.name;
  const plain = step.exerciseName ?? step.name;
  return own.variation && !own.leaveOut ? `${plain}, ${own.variation}` : plain;
}

export interface Ring {
  leftMs: number;
  totalMs: number;
  state: 'active' | 'resting' | 'over';
}

/**
 * The ring of a held or counted step: first one's own part of it, then the rest until the next
 * step.
 */
export function ringOf(step: RunSheetStep, own: OwnStep, elapsedMs: number): Ring {
  const totalMs = step.durationSeconds * 1000;
  const activeMs = own.activeSeconds * 1000;
  if (elapsedMs >= totalMs) return { leftMs: 0, totalMs, state: 'over' };
  if (elapsedMs < activeMs)
    return { leftMs: activeMs - elapsedMs, totalMs: activeMs, state: 'active' };
  return { leftMs: totalMs - elapsedMs, totalMs: totalMs - activeMs, state: 'resting' };
}
