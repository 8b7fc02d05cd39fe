import { useCallback, useEffect, useMemo, useState } from 'react';
import { progress as endpoints } from '../api/endpoints';
import type { Progress } from '../api/types';
import { useLoad } from '../api/useLoad';
import { levelsOf, type OwnLevels } from './ownStep';

export interface OwnProgress {
  levels: OwnLevels;
  progress: Progress | undefined;
  /** One level down for this exercise, now. */
  easier: (exercise: string, level: number) => Promise<boolean>;
  setFlare: (on: boolean) => Promise<boolean>;
  busy: boolean;
}

/** The member's own levels, which can be lowered from where they are practised. */
export function useOwnLevels(): OwnProgress {
  const loaded = useLoad('own-levels', endpoints.read);
  const [lowered, setLowered] = useState<Record<string, number>>({});
  const [busy, setBusy] = useState(false);
  const { data, problem, reload } = loaded;
  const again = data === undefined && problem?.retryable === true;
  useEffect(() => {
    // The class's own dosage stands meanwhile; one's levels are worth asking for again.
    if (!again) return;
    const timer = setInterval(reload, 5_000);
    return () => clearInterval(timer);
  }, [again, reload]);
  const levels = useMemo(() => {
    const known = levelsOf(data);
    // What was lowered here stands at once; what the server says later can only be lower.
    const of = { ...known.of };
    for (const [exercise, level] of Object.entries(lowered))
      of[exercise] = Math.min(of[exercise] ?? known.others, level);
    return { ...known, of };
  }, [data, lowered]);

  const run = useCallback(
    async (work: () => Promise<unknown>) => {
      setBusy(true);
      try {
        await work();
        reload();
        return true;
      } catch {
        return false;
      } finally {
        setBusy(false);
      }
    },
    [reload],
  );

  const easier = useCallback(
    (exercise: string, level: number) =>
      run(async () => {
        await endpoints.easier(exercise);
        setLowered((old) => ({ ...old, [exercise]: Math.max(0, level - 1) }));
      }),
    [run],
  );
  const setFlare = useCallback((on: boolean) => run(() => endpoints.setFlare(on)), [run]);
  return { levels, progress: data, easier, setFlare, busy };
}
