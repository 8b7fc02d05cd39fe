import { Link } from 'react-router';
import type { ApiProblem } from '../api/http';

/** True when a link leads to nothing: an unknown id, or text that is none. */
export function isNoClass(problem: ApiProblem | undefined): boolean {
  return problem !== undefined && (problem.status === 404 || problem.code === 'session.unknown' || problem.code === 'request.malformed');
}

export function NoSuchClass() {
  return (
    <div className="empty card" data-testid="no-such-class">
      <p>This link doesn’t lead to a class.</p>
      <Link className="button primary" to="/">See the timetable</Link>
    </div>
  );
}
