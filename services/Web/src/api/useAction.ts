import { useCallback, useState } from 'react';
import { type ApiProblem, asProblem } from './http';

export interface Action {
  /** True while it is under way. */
  busy: boolean;
  /** Why the last one failed. */
  problem: ApiProblem | undefined;
  /** Does it, and says whether it was done. */
  run: (work: () => Promise<unknown>) => Promise<boolean>;
}

/** A change that somebody makes by a press: whether it is under way, and why it failed. */
export function useAction(): Action {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const run = useCallback(async (work: () => Promise<unknown>) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await work();
      return true;
    } catch (error) {
      setProblem(asProblem(error));
      return false;
    } finally {
      setBusy(false);
    }
  }, []);
  return { busy, problem, run };
}
