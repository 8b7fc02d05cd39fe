import type { MirrorTile } from '../contract/hub';
import type { Codec, PictureHeader } from '../mirror/protocol';

/**
 * `none` shares nothing, `waiting` shares and has not been seen yet, `late` is a picture whose age
 * is said.
 */
export type TileState = 'none' | 'paused' | 'waiting' | 'live' | 'late';

/** The newest picture that is on screen. */
export type Shown = Pick<PictureHeader, 'capturedAtMs' | 'classAtMs' | 'codec'>;

const saidAfterMs = 1_000;
/** Stills come once a second, so they are a second old before the next one can be there. */
const stillEveryMs = 1_000;

export const lateAfterMs = (codec: Codec): number =>
  saidAfterMs + (codec === 'webp' ? stillEveryMs : 0);

export const ageOf = (shown: Shown, nowMs: number): number =>
  Math.max(0, nowMs - shown.capturedAtMs);

export const isLate = (shown: Shown, nowMs: number): boolean =>
  ageOf(shown, nowMs) > lateAfterMs(shown.codec);

export function tileState(
  tile: Pick<MirrorTile, 'paused'> | undefined,
  shown: Shown | undefined,
  nowMs: number,
): TileState {
  if (!tile) return 'none';
  if (tile.paused) return 'paused';
  if (!shown) return 'waiting';
  return isLate(shown, nowMs) ? 'late' : 'live';
}

/** "1.4 s", "12 s", "3 min". */
export function ageText(ageMs: number): string {
  if (ageMs < 10_000) return `${(ageMs / 1000).toFixed(1)} s`;
  return ageMs < 60_000 ? `${Math.floor(ageMs / 1000)} s` : `${Math.floor(ageMs / 60_000)} min`;
}

/** Whole minutes since somebody was looked at; null when nobody has looked yet. */
export const minutesSince = (lookedAtMs: number | null, nowMs: number): number | null =>
  lookedAtMs === null ? null : Math.max(0, Math.floor((nowMs - lookedAtMs) / 60_000));

/** "not looked at yet", "looked at just now", "looked at 3 min ago". */
export function lookedText(minutes: number | null): string {
  if (minutes === null) return 'not looked at yet';
  return minutes === 0 ? 'looked at just now' : `looked at ${minutes} min ago`;
}
