import { useCallback, useEffect, useEffectEvent, useState } from 'react';
import { asProblem, type ApiProblem } from './http';

export interface Loaded<T> {
  data: T | undefined;
  problem: ApiProblem | undefined;
  loading: boolean;
  /** Loads again; what is on screen stays until the answer is there. */
  reload: () => void;
  /** Replaces the data at once, for an answer that another request already gave. */
  set: (data: T) => void;
}

interface Answer<T> {
  key: string;
  /** The round that gave it: an older one stays on screen while the next is under way. */
  round: number;
  data?: T;
  problem?: ApiProblem;
}

/** Loads something when the key changes. Data of an older key is never shown for a newer one. */
export function useLoad<T>(key: string, load: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const [answer, setAnswer] = useState<Answer<T>>();
  const [round, setRound] = useState(0);
  const ask = useEffectEvent(load);

  useEffect(() => {
    const abort = new AbortController();
    ask(abort.signal).then(
      (data) => !abort.signal.aborted && setAnswer({ key, round, data }),
      (error: unknown) => {
        if (abort.signal.aborted) return;
        const problem = asProblem(error);
        setAnswer((old) => ({
          key,
          round,
          data: old?.key === key ? old.data : undefined,
          problem,
        }));
      },
    );
    return () => abort.abort();
  }, [key, round]);

  const reload = useCallback(() => setRound((value) => value + 1), []);
  const set = useCallback((data: T) => setAnswer({ key, round, data }), [key, round]);
  const current = answer?.key === key ? answer : undefined;
  return {
    data: current?.data,
    problem: current?.problem,
    loading: current?.round !== round,
    reload,
    set,
  };
}
