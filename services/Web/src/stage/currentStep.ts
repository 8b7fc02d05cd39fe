import type { BreathPace, RunSheet, RunSheetStep } from '../contract/hub';
import type { ClassState } from '../live/cueLog';
import { type OwnLevels, ownStep } from './ownStep';

/** What of a room, or of a recording, says which step is on. */
export interface ClassView {
  join: { runSheet: RunSheet | null } | null;
  class: ClassState;
}

export interface CurrentStep {
  step: RunSheetStep;
  next: RunSheetStep | undefined;
  /** The server's clock when the step was cued; null before the first step. */
  atMs: number | null;
  pace: { pace: BreathPace; fromMs: number } | null;
  /** The pace comes from a breath cue, which is for everybody whatever their level. */
  paced: boolean;
  /**
   * A pause that leads to another exercise or side: the figure shows what comes instead of resting.
   */
  preview: boolean;
}

/** True for a pause before something new, false for a rest between sets. */
export function leadsOn(steps: readonly RunSheetStep[], step: RunSheetStep): boolean {
  const before = steps[step.index - 1];
  const after = steps[step.index + 1];
  if (step.kind !== 'rest' || !after) return false;
  return before?.exercise !== after.exercise || (before.side ?? null) !== (after.side ?? null);
}

/**
 * What is being done now: from the last step cue, in one's own pace where levels are given, or in
 * that of a later breath cue if there is one.
 */
export function currentStep(room: ClassView, levels?: OwnLevels): CurrentStep | null {
  const steps = room.join?.runSheet?.steps ?? [];
  const cued = room.class.step;
  const step = steps[cued?.index ?? 0];
  if (!step) return null;
  const override = room.class.breath;
  const breath = levels ? ownStep(step, levels).breath : step.breath;
  const pace = override
    ? { pace: override.cue.content.breath!, fromMs: override.atMs }
    : cued && breath
      ? { pace: breath, fromMs: cued.atMs }
      : null;
  return {
    step,
    next: cued ? steps[cued.index + 1] : step,
    atMs: cued?.atMs ?? null,
    pace,
    paced: override !== null,
    preview: leadsOn(steps, step),
  };
}

/** "left side", "set 2 of 3", "8 repetitions". */
export function stepDetails(step: RunSheetStep): string[] {
  return [
    step.side && `${step.side} side`,
    step.set && step.sets && `set ${step.set} of ${step.sets}`,
    step.repetitions && `${step.repetitions} repetitions`,
  ].filter((part): part is string => Boolean(part));
}
