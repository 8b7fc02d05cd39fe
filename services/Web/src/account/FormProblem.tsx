import type { ApiProblem } from '../api/http';
import { ErrorNote } from '../design/primitives';

/** What no field of the form says of itself. */
export function FormProblem({ problem, form }: { problem: ApiProblem | undefined; form: object }) {
  const isSaid = problem && Object.keys(problem.errors).some((field) => field in form);
  return problem && !isSaid ? <ErrorNote problem={problem} /> : null;
}
