import type { Cue, RunSheetStep } from '../contract/hub';

export interface Chapter {
  step: RunSheetStep;
  atMs: number;
}

/**
 * The steps as they were really begun in the recorded class, in the order in which the picture
 * comes to them.
 */
export function chaptersOf(
  cues: readonly Cue[],
  steps: readonly RunSheetStep[],
  span: { fromMs: number; toMs: number } | null,
): Chapter[] {
  return cues
    .filter((cue) => cue.content.kind === 'step')
    .map((cue) => ({ step: steps[cue.content.stepIndex ?? -1]!, atMs: cue.mediaAtMs }))
    .filter(
      ({ step, atMs }) =>
        step !== undefined && (span === null || (atMs >= span.fromMs - 1000 && atMs < span.toMs)),
    )
    .sort((a, b) => a.atMs - b.atMs);
}

/** The chapter that a moment lies in; -1 before the first. */
export function chapterAt(chapters: readonly Chapter[], atMs: number): number {
  return chapters.findLastIndex((chapter) => chapter.atMs <= atMs);
}
