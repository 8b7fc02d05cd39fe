/**
 * A piece of a playlist: where it lies on the player's timeline, and when its first frame was
 * captured.
 */
export interface TimelineFragment {
  /** Seconds on the player's timeline. */
  start: number;
  duration: number;
  /** Unix milliseconds on the server's clock; null when the playlist does not say. */
  programDateTime: number | null;
}

/** The fragment that a place on the timeline lies in, or the nearest one. */
function nearest(
  fragments: readonly TimelineFragment[],
  seconds: number,
): TimelineFragment | undefined {
  let best: TimelineFragment | undefined;
  for (const fragment of fragments) {
    if (fragment.programDateTime === null) continue;
    if (best === undefined || fragment.start <= seconds + 0.001) best = fragment;
  }
  return best;
}

/**
 * Media time of a place on the player's timeline: when the frame there was captured. Null when the
 * playlist does not say.
 */
export function mediaTimeAt(
  fragments: readonly TimelineFragment[],
  seconds: number,
): number | null {
  const fragment = nearest(fragments, seconds);
  return fragment ? fragment.programDateTime! + (seconds - fragment.start) * 1000 : null;
}

/**
 * The place on the player's timeline of a moment; in a gap between takes, the beginning of the next
 * one.
 */
export function secondsAt(fragments: readonly TimelineFragment[], mediaMs: number): number | null {
  let last: TimelineFragment | undefined;
  for (const fragment of fragments) {
    if (fragment.programDateTime === null) continue;
    if (mediaMs < fragment.programDateTime)
      return last === undefined || mediaMs >= endOf(last) ? fragment.start : placeIn(last, mediaMs);
    last = fragment;
  }
  return last === undefined ? null : placeIn(last, Math.min(mediaMs, endOf(last)));
}

const endOf = (fragment: TimelineFragment) => fragment.programDateTime! + fragment.duration * 1000;
const placeIn = (fragment: TimelineFragment, mediaMs: number) =>
  fragment.start + (mediaMs - fragment.programDateTime!) / 1000;
