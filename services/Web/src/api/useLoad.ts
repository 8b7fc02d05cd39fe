import { useCallback, useEffect, useRef, useState } from 'react';
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

/** Loads something when the key changes. Data of an older key is never shown for a newer one. */
export function useLoad<T>(key: string, load: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const [state, setState] = useState<{
    key: string;
    data?: T;
    problem?: ApiProblem;
    loading: boolean;
  }>({ key, loading: true });
  const [round, setRound] = useState(0);
  const loader = useRef(load);
  loader.current = load;

  useEffect(() => {
    const abort = new AbortController();
    setState((old) => (old.key === key ? { ...old, loading: true } : { key, loading: true }));
    loader.current(abort.signal).then(
      (data) => !abort.signal.aborted && setState({ key, data, loading: false }),
      (error: unknown) => {
        if (abort.signal.aborted) return;
        setState((old) => ({
          key,
          data: old.key === key ? old.data : undefined,
          problem: asProblem(error),
          loading: false,
        }));
      },
    );
    return () => abort.abort();
  }, [key, round]);

  const reload = useCallback(() => setRound((value) => value + 1), []);
  const set = useCallback((data: T) => setState({ key, data, loading: false }), [key]);
  const current =
    state.key === key ? state : { data: undefined, problem: undefined, loading: true };
  return { data: current.data, problem: current.problem, loading: current.loading, reload, set };
}
