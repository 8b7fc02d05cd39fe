import type { Cue } from '../contract/hub';
import { shortestMs } from '../video/captions';

/** More than this would leave no room for the picture. */
const most = 3;

/** The last cue, and those before it that have not been on screen long enough to be read. */
export function cuesOnScreen(
  messages: readonly Cue[],
  shownAtMs: (cue: Cue) => number,
  nowMs: number,
): Cue[] {
  const last = messages.at(-1);
  return last
    ? [...messages.slice(-most, -1).filter((cue) => shownAtMs(cue) + shortestMs > nowMs), last]
    : [];
}
