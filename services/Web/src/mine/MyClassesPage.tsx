import { Link } from 'react-router';
import { scheduling } from '../api/endpoints';
import type { SessionSummary } from '../api/types';
import { useLoad } from '../api/useLoad';
import { hasRole, useProfile } from '../auth/auth';
import { Icon } from '../design/icons';
import { Load, PageHead } from '../design/primitives';
import { dayAndTime } from '../design/time';
import { useServerNow } from '../clock/useServerNow';
import { classState, isComing } from '../session/classState';
import { SeatControl } from '../session/SeatControl';
import { PastClasses } from './PastClasses';
import './mine.css';

/** A member's own classes: what comes, and what was. */
export function MyClassesPage() {
  const profile = useProfile();
  const bookings = useLoad('bookings', scheduling.bookings);
  return (
    <>
      <PageHead title="My classes">What you’ve booked and what you’ve done.</PageHead>
      <div className="stack-l">
        <section className="stack-s" aria-labelledby="coming-title">
          <h2 id="coming-title">Coming up</h2>
          <Load of={bookings} label="Loading your bookings" lines={2}>
            {(data) =>
              data.length === 0 ? (
                <div className="empty card">
                  <p>You haven’t booked a feedback spot yet. You can join any class without one.</p>
                  <Link className="button primary" to="/">
                    See the timetable
                  </Link>
                </div>
              ) : (
                <ComingList sessions={data} changed={bookings.reload} />
              )
            }
          </Load>
        </section>
        {hasRole(profile, 'coach', 'instructor') && <Leading />}
        <section className="stack-s" aria-labelledby="past-title">
          <h2 id="past-title">Past classes</h2>
          <PastClasses />
        </section>
      </div>
    </>
  );
}

/** The classes of the next two weeks that one leads or coaches. */
function Leading() {
  const { timeZone } = useProfile();
  const now = useServerNow(undefined, 30_000);
  const timetable = useLoad(`leading:${timeZone}`, (signal) =>
    scheduling.timetable(timeZone, signal),
  );
  const led =
    timetable.data?.sessions.filter((one) => one.leads && isComing(classState(one, now))) ?? [];
  if (led.length === 0) return null;
  return (
    <section className="stack-s" aria-labelledby="leading-title">
      <h2 id="leading-title">Classes you lead or coach</h2>
      <ComingList sessions={led} changed={timetable.reload} />
    </section>
  );
}

function ComingList({ sessions, changed }: { sessions: SessionSummary[]; changed: () => void }) {
  const { timeZone } = useProfile();
  const now = useServerNow(undefined, 15_000);
  return (
    <ul className="my-classes" data-testid="coming-classes">
      {sessions.map((session) => {
        const state = classState(session, now);
        const isOpen = state === 'live' || state === 'doors-open';
        return (
          <li
            key={session.sessionId}
            className="card my-class"
            data-session={session.sessionId}
            data-state={state}
          >
            <div className="grow">
              <h3>
                <Link to={`/sessions/${session.sessionId}`}>{session.title}</Link>
              </h3>
              <p className="muted small">
                {dayAndTime(session.startsAt, timeZone)} · with {session.instructorName}
              </p>
            </div>
            {isOpen && (
              <Link
                className="button primary compact"
                to={`/sessions/${session.sessionId}/${session.leads ? 'console' : 'room'}`}
              >
                {session.leads
                  ? 'Open the console'
                  : state === 'live'
                    ? 'Join the class'
                    : 'Enter the room'}{' '}
                <Icon name="arrow" />
              </Link>
            )}
            {state === 'cancelled' && <span className="badge bad">Cancelled</span>}
            {state === 'not-held' && <span className="badge">Didn’t take place</span>}
            {isComing(state) && !session.leads && (
              <SeatControl session={session} changed={changed} />
            )}
          </li>
        );
      })}
    </ul>
  );
}
