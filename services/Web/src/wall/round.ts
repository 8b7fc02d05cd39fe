import type { TileState } from './age';

export const turnMs = 12_000;
/** A look of so long has seen somebody. */
export const seenAfterMs = 3_000;
/** So long a picture is waited for before the next person is looked at. */
const pictureWithinMs = 4_000;

/** Whom the round looks at now, and since when. */
export interface Turn {
  memberId: string;
  sinceMs: number;
  /** Notes and marks of theirs when the turn began: each one prolongs it. */
  said: number;
}

/** What is so at this moment. */
export interface TurnFacts {
  nowMs: number;
  /** Who is looked in on; null when nobody is. */
  looking: string | null;
  state: TileState;
  said: number;
}

export const isSeen = (state: TileState): boolean => state === 'live' || state === 'late';

/**
 * What becomes of a turn: `stay`; `begin` anew, because somebody was noted, or because the leader
 * went to somebody else; `next` when it is over; `skip` when there is no picture to see; `stop`
 * when the leader looks at nobody any more.
 */
export function turnOf(turn: Turn, facts: TurnFacts): 'stay' | 'begin' | 'next' | 'skip' | 'stop' {
  if (facts.looking === null) return 'stop';
  if (facts.looking !== turn.memberId || facts.said !== turn.said) return 'begin';
  const lasted = facts.nowMs - turn.sinceMs;
  if (!isSeen(facts.state) && lasted >= pictureWithinMs) return 'skip';
  return lasted >= turnMs ? 'next' : 'stay';
}

/**
 * The next person of a round: the first after `from`, in the order of the wall and around its end,
 * who has not been seen and was not skipped; null when there is none.
 */
export function nextOf(
  order: readonly string[],
  from: string | null,
  passed: ReadonlySet<string>,
): string | null {
  const at = from === null ? -1 : order.indexOf(from);
  const around = [...order.slice(at + 1), ...order.slice(0, at + 1)];
  return around.find((one) => one !== from && !passed.has(one)) ?? null;
}

/** "Everybody was looked at", or who was not. */
export function roundText(unseen: readonly string[]): string {
  if (unseen.length === 0) return 'Everybody was looked at.';
  const names = unseen.length > 3 ? [...unseen.slice(0, 2), `${unseen.length - 2} more`] : unseen;
  return `Not seen in this round: ${names.join(', ')}.`;
}
