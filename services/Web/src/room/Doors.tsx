import { Link } from 'react-router';
import type { KeptDay } from '../api/contract';
import type { ApiProblem } from '../api/http';
import { live } from '../api/endpoints';
import { useLoad } from '../api/useLoad';
import type { Clock } from '../live/clock';
import { useServerNow } from '../live/useRoom';
import { Icon } from '../design/icons';
import { ContactLine } from '../info/Contact';
import { WatchAgain } from '../replay/WatchAgain';
import { Button, Waiting } from '../design/primitives';
import { clockTime, countdown, plural } from '../design/time';
import { Figure } from './Figure';
import { Summary } from './Summary';

/** Before the class: the doors are closed, or open and the instructor is not there yet. */
export function BeforeClass({ startsAtMs, clock, zone, open, first }: { startsAtMs: number; clock?: Clock; zone: string; open: boolean; first?: string }) {
  const now = useServerNow(clock, 500);
  const left = startsAtMs - now;
  const opensIn = left - 15 * 60_000;
  return (
    <section className="stage door" aria-label="Waiting for the class" data-testid="waiting-for-class">
      <div className="stage-figure"><Figure exercise={first ?? 'diaphragmatic-breathing'} /></div>
      <div className="door-words">
        <p className="muted">{left > 0 ? `Class starts at ${clockTime(startsAtMs, zone)}, in` : 'The instructor starts the class'}</p>
        <p className="door-countdown nums" role="timer">{left > 0 ? countdown(left) : 'any moment'}</p>
        {open
          ? <p>Lay out your mat, sit tall and breathe through the nose. Your screen stays on.</p>
          : <p>{opensIn > 0 ? `The room opens at ${clockTime(startsAtMs - 15 * 60_000, zone)}. Stay here: you are let in when it does.` : 'The doors are opening…'}</p>}
      </div>
    </section>
  );
}

/** After the class: thanks, and what it did for the streak. */
export function AfterClass({ sessionId, dayKept, leader }: { sessionId: string; dayKept: KeptDay | null; leader?: boolean }) {
  const attendance = useLoad(`${sessionId}:${dayKept?.day ?? ''}`, (signal) => live.attendance(sessionId, signal));
  return (
    <section className="stage after" aria-labelledby="after-title" data-testid="class-ended">
      <h2 id="after-title" className="stage-title">{leader ? 'The class is over. Well led.' : 'Thank you for practising'}</h2>
      {dayKept ? <DayKeptNote day={dayKept} /> : !leader && attendance.loading && <Waiting>Counting your minutes…</Waiting>}
      {!leader && !dayKept && attendance.data && (
        <p className="muted">A day is kept with half of a class or ten minutes. If you have that, it shows here and on your streak in a moment.</p>
      )}
      <div className="row">
        <Link className="button primary" to="/streak">See my streak</Link>
        <Link className="button outline" to="/boards">Leaderboards</Link>
        <Link className="button outline" to="/">Timetable</Link>
        <WatchAgain sessionId={sessionId} />
      </div>
      {!leader && <Summary sessionId={sessionId} round={dayKept?.day} />}
    </section>
  );
}

export function DayKeptNote({ day }: { day: KeptDay }) {
  return (
    <div className="day-kept" data-testid="day-kept" role="status">
      <span className="day-kept-flame"><Icon name="flame" /></span>
      <div>
        <strong>Your day is kept</strong>
        <p>Streak: {plural(day.currentStreak, 'day')}{day.currentStreak >= day.longestStreak ? ', your longest' : `, longest ${day.longestStreak}`}{day.freezes > 0 && ` · ${plural(day.freezes, 'freeze')} in hand`}</p>
      </div>
      <Link to="/streak">My streak</Link>
    </div>
  );
}

/** The room said no for good. */
export function RoomRefused({ problem, sessionId }: { problem: ApiProblem; sessionId: string }) {
  const signedOut = problem.code === 'account.signed-out';
  return (
    <section className="stage door" aria-label="Room closed">
      <div className="door-words" role="alert">
        <h2 className="stage-title">{problem.code === 'room.closed' ? 'This room is closed' : signedOut ? 'You are signed out' : 'You cannot enter this room'}</h2>
        <p>{problem.detail}</p>
        {problem.code === 'room.member-removed' && <ContactLine>If you think that was a mistake, write to</ContactLine>}
        <div className="row center">
          {signedOut
            ? <Link className="button primary" to={`/sign-in?next=/sessions/${sessionId}/room`}>Sign in</Link>
            : <Link className="button primary" to="/">See the timetable</Link>}
          <Button look="outline" onClick={() => window.location.reload()}>Try again</Button>
          {problem.code === 'room.closed' && <Link className="button outline" to="/streak">My streak</Link>}
        </div>
      </div>
    </section>
  );
}
