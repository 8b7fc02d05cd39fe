import type { Cue } from '../contract/hub';

/** Cues in the order in which the picture comes to them; of one moment, in the order of the log. */
export function inPictureOrder(cues: readonly Cue[]): Cue[] {
  return [...cues].sort((a, b) => a.mediaAtMs - b.mediaAtMs || a.offset - b.offset);
}

/** The cues whose frame has been shown; all of them when the picture does not tell the time. */
export function dueCues(cues: readonly Cue[], frameMs: number | null): Cue[] {
  const ordered = inPictureOrder(cues);
  return frameMs === null ? ordered : ordered.filter((cue) => cue.mediaAtMs <= frameMs);
}

/**
 * True when going from one frame to another changes which cues are due: forwards past a cue, or
 * back before one.
 */
export function crossesCue(
  cues: readonly Cue[],
  fromMs: number | null,
  toMs: number | null,
): boolean {
  const from = fromMs ?? Infinity;
  const to = toMs ?? Infinity;
  const [low, high] = from < to ? [from, to] : [to, from];
  return low !== high && cues.some((cue) => cue.mediaAtMs > low && cue.mediaAtMs <= high);
}
