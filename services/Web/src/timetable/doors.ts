import type { SessionSummary } from '../api/types';

export const opensBeforeMs = 15 * 60_000;

/** What of a session's room is open now: the room opens 15 minutes before the planned start. */
export function doors(session: SessionSummary, now: number): 'closed' | 'open' | 'live' | 'over' {
  if (session.status === 'ended' || session.status === 'cancelled') return 'over';
  if (session.status === 'live') return 'live';
  const starts = Date.parse(session.startsAt);
  if (now >= starts - opensBeforeMs && now <= Date.parse(session.endsAt) + 60 * 60_000) return 'open';
  return now < starts ? 'closed' : 'over';
}
