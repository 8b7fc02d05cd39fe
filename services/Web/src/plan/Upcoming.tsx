import type { SessionSummary } from '../api/types';
import { Link } from 'react-router';
import { dayAndTime, zoneName } from '../design/time';

const startOf = (session: { startsAt: string; timeZone: string }) =>
  dayAndTime(session.startsAt, session.timeZone);

/** Classes to come of one's own. */
export function Upcoming({ sessions }: { sessions: SessionSummary[] }) {
  if (sessions.length === 0) return <p className="muted">No class in the next two weeks.</p>;
  return (
    <ul className="stack-s">
      {sessions.slice(0, 8).map((session) => (
        <li key={session.sessionId} className="card row spread">
          <div>
            <Link to={`/sessions/${session.sessionId}`}>
              <strong>{session.title}</strong>
            </Link>
            <p className="muted small">
              {startOf(session)} {zoneName(session.timeZone)} ·{' '}
              {session.coachedSeats - session.seatsLeft} of {session.coachedSeats} feedback spots
              booked
            </p>
          </div>
          {session.status === 'live' ? (
            <Link className="button primary compact" to={`/sessions/${session.sessionId}/console`}>
              Console
            </Link>
          ) : (
            <span className="row">
              <Link
                className="button compact"
                to={`/sessions/${session.sessionId}/run-sheet`}
                aria-label={`Class plan of ${session.title}, ` + `${startOf(session)}`}
              >
                Class plan
              </Link>
              <Link
                className="button compact"
                to={`/sessions/${session.sessionId}`}
                aria-label={`Open ${session.title}, ${startOf(session)}`}
              >
                Open
              </Link>
            </span>
          )}
        </li>
      ))}
    </ul>
  );
}
