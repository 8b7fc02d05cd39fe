import { Link } from 'react-router';
import type { KeptDay } from '../api/contract';
import type { ApiProblem } from '../api/http';
import { scheduling } from '../api/endpoints';
import { serverNow } from '../api/serverTime';
import { useLoad } from '../api/useLoad';
import type { Clock } from '../live/clock';
import { useServerNow } from '../live/useServerNow';
import { Icon } from '../design/icons';
import { ContactLine } from '../info/Contact';
import { WatchAgain } from '../replay/WatchAgain';
import { Button, Waiting } from '../design/primitives';
import { clockTime, countdown, plural } from '../design/time';
import { classState, opensBeforeMs } from '../timetable/classState';
import { Entrance } from '../timetable/Entrance';
import { isNoClass, NoSuchClass } from '../timetable/NoSuchClass';
import { Figure } from './Figure';
import { Summary } from './Summary';

/** Before the class: the doors are closed, or open and the instructor is not there yet. */
export function BeforeClass({
  startsAtMs,
  clock,
  zone,
  open,
  first,
}: {
  startsAtMs: number;
  clock?: Clock;
  zone: string;
  open: boolean;
  first?: string;
}) {
  const now = useServerNow(clock, 500);
  const left = startsAtMs - now;
  const opensIn = left - opensBeforeMs;
  return (
    <section
      className="stage door"
      aria-label="Waiting for the class"
      data-testid="waiting-for-class"
    >
      <div className="stage-figure">
        <Figure exercise={first ?? 'diaphragmatic-breathing'} />
      </div>
      <div className="door-words">
        {left > 0 ? (
          <>
            <p className="muted">Class starts at {clockTime(startsAtMs, zone)}, in</p>
            <p className="door-countdown nums" role="timer">
              {countdown(left)}
            </p>
          </>
        ) : (
          <>
            <p className="stage-title">Starting soon</p>
            <p className="muted" role="timer">
              Waiting for the instructor
            </p>
          </>
        )}
        {open ? (
          <p>Roll out your mat, sit tall and breathe through your nose. Your screen stays on.</p>
        ) : (
          <p>
            {opensIn > 0
              ? `Doors open at ${clockTime(startsAtMs - opensBeforeMs, zone)}. Stay on this page and you’ll be let in.`
              : 'Doors are opening…'}
          </p>
        )}
      </div>
    </section>
  );
}

/** After the class: thanks, and what it did for the streak. A class that was cancelled or never held has nothing to thank for. */
export function AfterClass({
  sessionId,
  dayKept,
  leader,
}: {
  sessionId: string;
  dayKept: KeptDay | null;
  leader?: boolean;
}) {
  const session = useLoad(`after:${sessionId}`, (signal) => scheduling.session(sessionId, signal));
  const state = session.data ? classState(session.data, serverNow()) : undefined;
  if (isNoClass(session.problem))
    return (
      <section className="stage door">
        <NoSuchClass />
      </section>
    );
  if (session.data === undefined && !session.problem)
    return (
      <section className="stage after">
        <Waiting>One moment…</Waiting>
      </section>
    );
  if (session.data && (state === 'cancelled' || state === 'not-held')) {
    return (
      <section className="stage after" data-testid="class-not-held">
        <Entrance session={session.data} state={state} />
      </section>
    );
  }
  return (
    <section className="stage after" aria-labelledby="after-title" data-testid="class-ended">
      <h2 id="after-title" className="stage-title">
        {leader
          ? 'Class finished. Well done!'
          : dayKept
            ? 'Thank you for practising'
            : 'The class has finished'}
      </h2>
      {dayKept && <DayKeptNote day={dayKept} />}
      <div className="row">
        <Link className="button primary" to="/my-classes">
          My classes
        </Link>
        {!leader && (
          <Link className="button outline" to="/streak">
            My streak
          </Link>
        )}
        <Link className="button outline" to="/">
          Timetable
        </Link>
        <WatchAgain sessionId={sessionId} />
      </div>
      {!leader && <Summary sessionId={sessionId} round={dayKept?.day} />}
    </section>
  );
}

export function DayKeptNote({ day }: { day: KeptDay }) {
  return (
    <div className="day-kept" data-testid="day-kept" role="status">
      <span className="day-kept-flame">
        <Icon name="flame" />
      </span>
      <div>
        <strong>Today counts for your streak</strong>
        <p>
          Streak: {plural(day.currentStreak, 'day')}
          {day.currentStreak >= day.longestStreak
            ? ', your longest'
            : `, longest ${day.longestStreak}`}
          {day.freezes > 0 && ` · ${plural(day.freezes, 'freeze')} left`}
        </p>
      </div>
      <Link to="/streak">My streak</Link>
    </div>
  );
}

/** The room said no for good. */
export function RoomRefused({ problem, sessionId }: { problem: ApiProblem; sessionId: string }) {
  if (isNoClass(problem))
    return (
      <section className="stage door" aria-label="Room closed">
        <NoSuchClass />
      </section>
    );
  const { title, words } = refusals[problem.code] ?? {
    title: 'You cannot enter this room',
    words: undefined,
  };
  const signedOut = problem.code === 'account.signed-out';
  return (
    <section className="stage door" aria-label="Room closed">
      <div className="door-words" role="alert">
        <h2 className="stage-title">{title}</h2>
        <p>{words ?? problem.detail}</p>
        {problem.code === 'room.member-removed' && (
          <ContactLine>If you think that was a mistake, write to</ContactLine>
        )}
        <div className="row center">
          {signedOut ? (
            <Link className="button primary" to={`/sign-in?next=/sessions/${sessionId}/room`}>
              Sign in
            </Link>
          ) : (
            <Link className="button primary" to="/">
              See the timetable
            </Link>
          )}
          <Button look="outline" onClick={() => window.location.reload()}>
            Try again
          </Button>
          {problem.code === 'room.closed' && (
            <Link className="button outline" to="/my-classes">
              My classes
            </Link>
          )}
        </div>
      </div>
    </section>
  );
}

const refusals: Partial<Record<string, { title: string; words?: string }>> = {
  'room.closed': { title: 'This room is closed' },
  'account.signed-out': { title: 'You are signed out' },
  'room.member-removed': {
    title: 'You were removed from this class',
    words: 'You can’t join or watch it any more. You can join any other class.',
  },
};
