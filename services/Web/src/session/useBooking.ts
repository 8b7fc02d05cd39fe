import { useState } from 'react';
import { scheduling } from '../api/endpoints';
import { type ApiProblem, asProblem } from '../api/http';

/** Books or frees a feedback spot; `changed` reads the new state from the server. */
export function useBooking(sessionId: string, changed: () => void) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const run = async (work: () => Promise<unknown>) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await work();
      changed();
    } catch (error) {
      setProblem(asProblem(error));
    }
    setBusy(false);
  };
  return {
    busy,
    problem,
    book: () => run(() => scheduling.book(sessionId)),
    cancel: () => run(() => scheduling.unbook(sessionId)),
  };
}
