import type { Cue } from '../contract/hub';
import type { Shown } from './age';

/** When each step began, by media time, in the order in which a screen comes to them. */
export type StepMoments = readonly { atMs: number; index: number }[];

export function stepMoments(cues: readonly Cue[]): StepMoments {
  return cues
    .filter((cue) => cue.content.kind === 'step')
    .sort((a, b) => a.mediaAtMs - b.mediaAtMs || a.offset - b.offset)
    .map((cue) => ({ atMs: cue.mediaAtMs, index: cue.content.stepIndex ?? 0 }));
}

/** The step that a screen has come to; null before the first. */
export const stepAt = (moments: StepMoments, mediaMs: number): number | null =>
  moments.findLast((one) => one.atMs <= mediaMs)?.index ?? null;

/**
 * The class's moment that a member moved along with when their picture was taken: that of the frame
 * on their screen, or the present then for who has no video.
 */
export const classMoment = (shown: Shown): number => shown.classAtMs || shown.capturedAtMs;
