import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { scheduling } from '../api/endpoints';
import type { SessionSummary } from '../api/types';
import { serverNow } from '../clock/serverTime';
import { useLoad } from '../api/useLoad';
import { useProfile } from '../auth/auth';
import { Icon } from '../design/icons';
import { Load, PageHead, PersonName } from '../design/primitives';
import { minutesBetween, relativeDay, todayIn, zoneName } from '../design/time';
import { Figure } from '../figure/Figure';
import { NoClasses } from '../welcome/NoClasses';
import { WelcomeCard } from '../welcome/WelcomeCard';
import { type ClassState, classState } from '../session/classState';
import { SeatControl } from '../session/SeatControl';
import './timetable.css';

/**
 * A clock for the page; also reads the timetable again, so that a class that goes live shows
 * itself.
 */
function useMinute(reload: () => void): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const tick = () => {
      if (document.hidden) return;
      setNow(serverNow());
      reload();
    };
    const timer = setInterval(tick, 30_000);
    document.addEventListener('visibilitychange', tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    };
  }, [reload]);
  return now;
}

export function TimetablePage() {
  const profile = useProfile();
  const timetable = useLoad(profile.timeZone, (signal) =>
    scheduling.timetable(profile.timeZone, signal),
  );
  const now = useMinute(timetable.reload);
  return (
    <>
      <PageHead title="Timetable">
        Times are shown in your time zone ({zoneName(profile.timeZone)}).
      </PageHead>
      <WelcomeCard />
      <div data-testid="timetable">
        <Load of={timetable} label="Loading the timetable" lines={4}>
          {(data) => (
            <Days
              sessions={data.sessions}
              zone={data.timeZone}
              now={now}
              changed={timetable.reload}
            />
          )}
        </Load>
      </div>
    </>
  );
}

interface DaysProps {
  sessions: SessionSummary[];
  zone: string;
  now: number;
  changed: () => void;
}

function Days({ sessions, zone, now, changed }: DaysProps) {
  const today = todayIn(zone, now);
  const isOpen = (session: SessionSummary) =>
    ['live', 'doors-open'].includes(classState(session, now));
  const isPast = (session: SessionSummary) =>
    ['ended', 'not-held'].includes(classState(session, now));
  const open = sessions.filter(isOpen);
  const past = sessions.filter(isPast);
  const rest = sessions.filter((session) => !isOpen(session) && !isPast(session));
  const days = [...new Set(rest.map((session) => session.localDate))];
  return (
    <div className="stack-l">
      {open.map((session) => (
        <OpenNow key={session.sessionId} session={session} now={now} changed={changed} />
      ))}
      {days.length === 0 && open.length === 0 && <NoClasses />}
      {days.map((day) => (
        <section key={day} aria-labelledby={`day-${day}`} className="stack-s">
          <h2 id={`day-${day}`}>{relativeDay(day, today)}</h2>
          <ul className="sessions">
            {rest
              .filter((session) => session.localDate === day)
              .map((session) => (
                <SessionCard
                  key={session.sessionId}
                  session={session}
                  now={now}
                  changed={changed}
                />
              ))}
          </ul>
        </section>
      ))}
      {past.length > 0 && (
        <section aria-labelledby="past" className="stack-s">
          <h2 id="past">Recently finished</h2>
          <ul className="sessions">
            {past.map((session) => (
              <SessionCard key={session.sessionId} session={session} now={now} changed={changed} />
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

const startAndLength = (session: SessionSummary) =>
  `${session.localStart.slice(11, 16)} · ${minutesBetween(session.startsAt, session.endsAt)} min`;

interface CardProps {
  session: SessionSummary;
  now: number;
  changed: () => void;
}

function OpenNow({ session, now, changed }: CardProps) {
  const live = classState(session, now) === 'live';
  return (
    <section
      className="live-now card"
      data-testid="session-card"
      data-session={session.sessionId}
      data-status={session.status}
      data-state={live ? 'live' : 'doors-open'}
      aria-label={live ? 'Live now' : 'Doors open'}
    >
      <div className="live-now-figure">
        <Figure exercise="cat-cow" />
      </div>
      <div className="stack-s">
        <div className="row">
          <span className={`badge ${live ? 'live' : 'warm'}`}>
            {live ? 'Live now' : 'Doors open'}
          </span>
          <span className="muted small nums">{startAndLength(session)}</span>
        </div>
        <h2 className="live-now-title">
          <Link to={`/sessions/${session.sessionId}`}>{session.title}</Link>
        </h2>
        <p className="muted">
          with <PersonName>{session.instructorName}</PersonName> · week {session.week}
        </p>
        <div className="row">
          <Link
            className="button primary"
            to={`/sessions/${session.sessionId}/${session.leads ? 'console' : 'room'}`}
            data-testid="join"
          >
            {session.leads ? 'Open the console' : live ? 'Join the class' : 'Enter the room'}{' '}
            <Icon name="arrow" />
          </Link>
        </div>
        {!session.leads && <SeatControl session={session} changed={changed} />}
      </div>
    </section>
  );
}

const overMessages: Partial<Record<ClassState, string>> = {
  cancelled: 'Cancelled',
  ended: 'Finished',
  'not-held': 'Didn’t take place',
};

function SessionCard({ session, now, changed }: CardProps) {
  const state = classState(session, now);
  const over = overMessages[state];
  return (
    <li
      className="card session-card"
      data-testid="session-card"
      data-session={session.sessionId}
      data-status={session.status}
      data-state={state}
    >
      <div className="session-time nums">
        <strong>{session.localStart.slice(11, 16)}</strong>
        <span className="muted small">{minutesBetween(session.startsAt, session.endsAt)} min</span>
      </div>
      <div className="session-what">
        <h3>
          <Link to={`/sessions/${session.sessionId}`}>{session.title}</Link>
        </h3>
        <p className="muted small">
          with <PersonName>{session.instructorName}</PersonName> · week {session.week}
        </p>
      </div>
      {over ? (
        <span className={`badge ${state === 'cancelled' ? 'bad' : ''}`}>{over}</span>
      ) : session.leads ? (
        <span className="badge good seat">You lead or coach</span>
      ) : (
        <SeatControl session={session} changed={changed} />
      )}
    </li>
  );
}
