import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { live } from '../api/endpoints';
import type { SessionDetail } from '../api/types';
import { useLoad } from '../api/useLoad';
import { useProfile } from '../auth/auth';
import { Icon } from '../design/icons';
import { clockTime, countdown, plural } from '../design/time';
import { useServerNow } from '../clock/useServerNow';
import { WatchAgain } from './WatchAgain';
import type { ClassState } from './classState';
import { opensAtMs, opensBeforeMinutes } from './roomAvailability';
import { NextClass } from './NextClass';

/** What a class is now, in words, and the one thing to do about it. */
export function Entrance({ session, state }: { session: SessionDetail; state: ClassState }) {
  switch (state) {
    case 'cancelled':
      return (
        <Told state={state} bad>
          <p>
            <strong>This class was cancelled.</strong>
            {lost(session)}
          </p>
          <NextClass after={session} />
          <Timetable />
        </Told>
      );
    case 'not-held':
      return (
        <Told state={state}>
          <p>
            <strong>This class didn’t take place.</strong>{' '}
            {session.leads ? 'Nobody started it.' : 'It doesn’t count against your streak.'}
          </p>
          <NextClass after={session} />
          <Timetable />
        </Told>
      );
    case 'ended':
      return <Ended session={session} />;
    case 'planned':
      return <Planned session={session} />;
    default:
      return <Open session={session} live={state === 'live'} />;
  }
}

function Told({ state, bad, children }: { state: string; bad?: boolean; children: ReactNode }) {
  return (
    <div className={`notice${bad ? ' bad' : ''}`} data-testid="class-state" data-state={state}>
      <div className="text stack-s">{children}</div>
    </div>
  );
}

const Timetable = () => (
  <div className="row">
    <Link className="button outline compact" to="/">
      See the timetable
    </Link>
  </div>
);

/** What the cancelling took from the viewer. */
function lost(session: SessionDetail): string {
  if (session.myBooking.status === 'booked') return ' You had a feedback spot in it.';
  return session.myBooking.status === 'waitlisted' ? ' You were on its waitlist.' : '';
}

function Planned({ session }: { session: SessionDetail }) {
  const profile = useProfile();
  const now = useServerNow(undefined, 1000);
  const opensAt = opensAtMs(Date.parse(session.startsAt));
  const wait = opensAt - now;
  return (
    <Told state="planned">
      <p>
        Doors open at <strong>{clockTime(opensAt, profile.timeZone)}</strong>,{' '}
        {plural(opensBeforeMinutes(), 'minute')} before the class
        {wait < 6 * 3600_000 && (
          <>
            , in <span className="nums">{countdown(wait)}</span>
          </>
        )}
        .
      </p>
    </Told>
  );
}

function Open({ session, live: isLive }: { session: SessionDetail; live: boolean }) {
  const now = useServerNow(undefined, 1000);
  const late = !isLive && now > Date.parse(session.startsAt);
  return (
    <div className="stack-s" data-testid="class-state" data-state={isLive ? 'live' : 'doors-open'}>
      <div className="row">
        {isLive ? (
          <span className="badge live">Live now</span>
        ) : (
          <span className="badge warm">Doors open</span>
        )}
        <Link
          className="button primary"
          data-testid="join"
          to={`/sessions/${session.sessionId}/${session.leads ? 'console' : 'room'}`}
        >
          {session.leads ? 'Open the console' : isLive ? 'Join the class' : 'Enter the room'}{' '}
          <Icon name="arrow" />
        </Link>
      </div>
      {late && (
        <p className="muted">
          {session.leads
            ? 'The class is waiting for you to start it.'
            : 'Starting soon. Waiting for the instructor.'}
        </p>
      )}
      {isLive && !session.leads && <SoFar session={session} />}
    </div>
  );
}

function SoFar({ session }: { session: SessionDetail }) {
  const attendance = useLoad(`attendance:${session.sessionId}`, (signal) =>
    live.attendance(session.sessionId, signal),
  );
  if (!attendance.data?.watchedSeconds) return null;
  return (
    <p>
      You’ve done {countdown(attendance.data.watchedSeconds * 1000)} so far.{' '}
      <Link to={`/sessions/${session.sessionId}/summary`}>Your summary and check-in</Link>
    </p>
  );
}

function Ended({ session }: { session: SessionDetail }) {
  const attendance = useLoad(`attendance:${session.sessionId}`, (signal) =>
    live.attendance(session.sessionId, signal),
  );
  const seconds = session.leads ? 0 : (attendance.data?.watchedSeconds ?? 0);
  return (
    <Told state="ended">
      <p>
        <strong>This class has finished.</strong>
        {seconds > 0 && <> You did {countdown(seconds * 1000)}.</>}
      </p>
      <div className="row">
        {seconds > 0 && (
          <Link className="button primary compact" to={`/sessions/${session.sessionId}/summary`}>
            Your summary
          </Link>
        )}
        <WatchAgain sessionId={session.sessionId} />
      </div>
      {!session.leads && <NextClass after={session} />}
    </Told>
  );
}
