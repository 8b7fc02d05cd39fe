import { Link } from 'react-router';
import type { ApiProblem } from '../api/http';
import { Button } from '../design/primitives';
import { ContactLine } from '../info/Contact';
import { isNoClass, NoSuchClass } from '../session/NoSuchClass';
import { StageSection } from '../stage/StageSection';
import './doors.css';

const refusals: Partial<Record<string, { title: string; message?: string }>> = {
  'room.closed': { title: 'This room is closed' },
  'account.signed-out': { title: 'You are signed out' },
  'room.member-removed': {
    title: 'You were removed from this class',
    message: 'You can’t join or watch it any more. You can join any other class.',
  },
};

/** The room said no for good. */
export function RoomRefused({ problem, sessionId }: { problem: ApiProblem; sessionId: string }) {
  if (isNoClass(problem))
    return (
      <StageSection className="door" aria-label="Room closed">
        <NoSuchClass />
      </StageSection>
    );
  const { title, message } = refusals[problem.code] ?? {
    title: 'You cannot enter this room',
    message: undefined,
  };
  const signedOut = problem.code === 'account.signed-out';
  return (
    <StageSection className="door" aria-label="Room closed">
      <div className="door-words" role="alert">
        <h2 className="stage-title">{title}</h2>
        <p>{message ?? problem.detail}</p>
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
          {problem.code === 'room.closed' ? (
            <Link className="button outline" to="/my-classes">
              My classes
            </Link>
          ) : (
            <Button variant="outline" onClick={() => window.location.reload()}>
              Try again
            </Button>
          )}
        </div>
      </div>
    </StageSection>
  );
}
