import type { SessionSummary } from '../api/types';
import { hasClosed, hasOpened } from './roomAvailability';

/** What a class is at a moment; each has its own words and way on. */
export type ClassState = 'planned' | 'doors-open' | 'live' | 'ended' | 'cancelled' | 'not-held';

export type ClassFacts = Pick<
  SessionSummary,
  'status' | 'startsAt' | 'endsAt' | 'startedAt' | 'endedAt'
>;

/**
 * Told from what happened, and for what has not happened from the plan. `now` is on the server's
 * clock.
 */
export function classState(session: ClassFacts, now: number): ClassState {
  if (session.status === 'cancelled') return 'cancelled';
  if (session.endedAt != null) return 'ended';
  if (session.startedAt != null || session.status === 'live') return 'live';
  if (session.status === 'ended' || hasClosed(session.endsAt, now)) return 'not-held';
  return hasOpened(session.startsAt, now) ? 'doors-open' : 'planned';
}

/** Whether it is still worth a feedback spot, and may still change. */
export function isComing(state: ClassState): boolean {
  return state === 'planned' || state === 'doors-open' || state === 'live';
}

/**
 * What to go to instead of a class, or after it: one's own spot first, then the same series, then
 * any.
 */
export function nextClass(
  sessions: readonly SessionSummary[],
  after: { sessionId: string; seriesId?: string | null },
  now: number,
): SessionSummary | undefined {
  const coming = sessions.filter((one) => {
    const state = classState(one, now);
    return one.sessionId !== after.sessionId && (state === 'planned' || state === 'doors-open');
  });
  return (
    coming.find((one) => one.myBooking.status === 'booked') ??
    coming.find((one) => after.seriesId != null && one.seriesId === after.seriesId) ??
    coming[0]
  );
}
