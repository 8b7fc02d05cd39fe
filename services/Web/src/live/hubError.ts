import { ApiProblem } from '../api/http';

/** The code of a connection that is refused because there are enough of them. */
export const tooManyConnections = 'connection.too-many';

/**
 * Turns what a hub call throws into a problem. In a refusal's text stands
 * `{"code","retryable","message"}`; in that of a connection which was refused stands the problem as
 * HTTP has it, with `detail`, or at least the status.
 */
export function hubProblem(error: unknown): ApiProblem {
  const text = error instanceof Error ? error.message : String(error);
  const [start, end] = [text.indexOf('{'), text.lastIndexOf('}')];
  if (start >= 0 && end > start) {
    try {
      const refusal = JSON.parse(text.slice(start, end + 1)) as {
        code?: string;
        retryable?: boolean;
        message?: string;
        detail?: string;
      };
      if (typeof refusal.code === 'string') {
        return new ApiProblem(
          0,
          refusal.code,
          'Refused',
          refusal.message ?? refusal.detail ?? 'That didn’t work. Try again.',
          refusal.retryable ?? false,
        );
      }
    } catch {
      // Not one of our refusals: fall through to the general words.
    }
  }
  if (refusedStatus(error) === 429) {
    return new ApiProblem(
      429,
      tooManyConnections,
      'Refused',
      'The room is open in too many places at once. Close a tab or a device where you do ' +
        'not need it.',
      true,
    );
  }
  return new ApiProblem(
    0,
    'connection.lost',
    'No connection',
    'The connection was lost. We’re reconnecting; then try again.',
    true,
  );
}

/**
 * Words for a connection that was refused because there are too many; nothing for any other
 * problem.
 */
export function crowded(problem: ApiProblem | null): string | undefined {
  return problem?.code === tooManyConnections ? problem.detail : undefined;
}

/**
 * The HTTP status with which a connection was refused before there was a hub; the library has it in
 * its words alone.
 */
export function refusedStatus(error: unknown): number | null {
  const status = /Status code '(\d{3})'/.exec(error instanceof Error ? error.message : '')?.[1];
  return status === undefined ? null : Number(status);
}

/** Why there is no connection, or the hub refused a call. */
export function connectionProblem(error: unknown): ApiProblem {
  if (refusedStatus(error) !== 401) return hubProblem(error);
  const detail = 'You are signed out. Sign in to come back to the class.';
  return new ApiProblem(401, 'account.signed-out', 'Signed out', detail, false);
}
