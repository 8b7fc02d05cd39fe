import type { StreamStatus } from '../contract/hub';

/** What a viewer has seen of a class's stream. */
export interface OnAir {
  status: StreamStatus;
  /** There may be something of it left to see once it has ended. */
  wasOn: boolean;
  /** The player came to the end of what it opened. */
  atEnd: boolean;
  /** Rises whenever the stream has to be opened anew. */
  opening: number;
}

export const offAir: OnAir = { status: 'none', wasOn: false, atEnd: false, opening: 0 };

export function withStatus(seen: OnAir, status: StreamStatus): OnAir {
  if (status === seen.status) return seen;
  const begins = goesOn({ ...seen, status }) && !goesOn(seen);
  // What begins after an end that was seen is another stream.
  const isNext = seen.status === 'ended' && status === 'live';
  return {
    ...seen,
    status,
    wasOn: status !== 'none' && (begins || seen.wasOn),
    atEnd: seen.atEnd && !isNext,
  };
}

/**
 * After some time at the end of a stream that goes on: it ended and began again before this viewer,
 * who is behind, came to its end. What they opened does not go on. Perhaps nothing does, and word
 * of the end is late: what is opened counts once it plays.
 */
export const openedAnew = (seen: OnAir): OnAir => ({
  ...seen,
  wasOn: false,
  atEnd: false,
  opening: seen.opening + 1,
});

export const played = (seen: OnAir): OnAir => (seen.wasOn ? seen : { ...seen, wasOn: true });

export const goesOn = (seen: OnAir): boolean =>
  seen.status === 'live' || seen.status === 'interrupted';

/** Whether there is a picture: from the stream's beginning until its end was seen. */
export const isOnAir = (seen: OnAir): boolean =>
  goesOn(seen) || (seen.status === 'ended' && seen.wasOn && !seen.atEnd);
