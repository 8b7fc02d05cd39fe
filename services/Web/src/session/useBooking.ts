import { scheduling } from '../api/endpoints';
import { useAction } from '../api/useAction';

/** Books or frees a feedback spot; `changed` reads the new state from the server. */
export function useBooking(sessionId: string, changed: () => void) {
  const { busy, problem, run } = useAction();
  const change = async (work: () => Promise<unknown>) => {
    if (await run(work)) changed();
  };
  return {
    busy,
    problem,
    book: () => change(() => scheduling.book(sessionId)),
    cancel: () => change(() => scheduling.unbook(sessionId)),
  };
}
