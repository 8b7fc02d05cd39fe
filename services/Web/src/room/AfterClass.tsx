import { Link } from 'react-router';
import type { KeptDay } from '../contract/hub';
import { scheduling } from '../api/endpoints';
import { useLoad } from '../api/useLoad';
import { serverNow } from '../clock/serverTime';
import { Waiting } from '../design/primitives';
import { classState } from '../session/classState';
import { Entrance } from '../session/Entrance';
import { isNoClass, NoSuchClass } from '../session/NoSuchClass';
import { WatchAgain } from '../session/WatchAgain';
import { StageSection } from '../stage/StageSection';
import { DayKeptNote } from './DayKeptNote';
import { Summary } from './Summary';
import './doors.css';

/**
 * After the class: thanks, and what it did for the streak. A class that was cancelled or never held
 * has nothing to thank for.
 */
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
      <StageSection className="door">
        <NoSuchClass />
      </StageSection>
    );
  if (session.data === undefined && !session.problem)
    return (
      <StageSection className="after">
        <Waiting>One moment…</Waiting>
      </StageSection>
    );
  if (session.data && (state === 'cancelled' || state === 'not-held')) {
    return (
      <StageSection className="after" data-testid="class-not-held">
        <Entrance session={session.data} state={state} />
      </StageSection>
    );
  }
  return (
    <StageSection className="after" aria-labelledby="after-title" data-testid="class-ended">
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
    </StageSection>
  );
}
