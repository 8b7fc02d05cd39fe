import { ApiProblem } from '../api/http';

/** Turns what a hub call throws into a problem. A refusal's text ends in `{"code","retryable","message"}`. */
export function hubProblem(error: unknown): ApiProblem {
  const text = error instanceof Error ? error.message : String(error);
  const start = text.indexOf('{');
  if (start >= 0) {
    try {
      const refusal = JSON.parse(text.slice(start)) as { code?: string; retryable?: boolean; message?: string };
      if (typeof refusal.code === 'string') {
        return new ApiProblem(0, refusal.code, 'Refused', refusal.message ?? 'The room refused this.', refusal.retryable ?? false);
      }
    } catch {
      // Not one of our refusals: fall through to the general words.
    }
  }
  return new ApiProblem(0, 'connection.lost', 'No connection', 'The connection was lost before an answer came. It is being restored; try again.', true);
}

/** The HTTP status with which a connection was refused before there was a hub; the library has it in its words alone. */
export function refusedStatus(error: unknown): number | null {
  const status = /Status code '(\d{3})'/.exec(error instanceof Error ? error.message : '')?.[1];
  return status === undefined ? null : Number(status);
}
