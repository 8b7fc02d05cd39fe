import { Link } from 'react-router';
import type { ApiProblem } from '../api/http';
import { ContactLine } from '../info/Contact';
import { NextClass } from './NextClass';

/** True when a link leads to nothing: an unknown id, or text that is none. */
export function isNoClass(problem: ApiProblem | undefined): boolean {
  return (
    problem !== undefined &&
    (problem.status === 404 ||
      problem.code === 'session.unknown' ||
      problem.code === 'request.malformed')
  );
}

/** True for who was removed from the class: it tells them nothing any more. */
export const isRemoved = (problem: ApiProblem | undefined): boolean =>
  problem?.code === 'room.member-removed';

export function RemovedFromClass({ sessionId }: { sessionId: string }) {
  return (
    <div className="empty card" data-testid="class-state" data-state="removed">
      <p>
        You were removed from this class, so you can’t join or watch it. You can join any other
        class.
      </p>
      <ContactLine>If you think that was a mistake, write to</ContactLine>
      <NextClass after={{ sessionId }} />
      <Link className="button primary" to="/">
        See the timetable
      </Link>
    </div>
  );
}

export function NoSuchClass() {
  return (
    <div className="empty card" data-testid="no-such-class">
      <p>This link doesn’t lead to a class.</p>
      <Link className="button primary" to="/">
        See the timetable
      </Link>
    </div>
  );
}
