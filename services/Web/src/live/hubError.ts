import { ApiProblem } from '../api/http';

/** Turns what a hub call throws into a problem. A refusal's text ends in `{"code","retryable","message"}`. */
export function hubProblem(error: unknown): ApiProblem {
  const text = error instanceof Error ? error.message : String(error);
  const start = text.indexOf('{');
  if (start >= 0) {
    try {
      const refusal = JSON.parse(text.slice(start)) as { code?: string; retryable?: boolean; message?: string };
      if (typeof refusal.code === 'string') {
        return new ApiProblem(0, refusal.code, 'Refused', refusal.message ?? 'That didn’t work. Try again.', refusal.retryable ?? false);
      }
    } catch {
      // Not one of our refusals: fall through to the general words.
    }
  }
  return new ApiProblem(0, 'connection.lost', 'No connection', 'The connection was lost. We’re reconnecting; then try again.', true);
}
