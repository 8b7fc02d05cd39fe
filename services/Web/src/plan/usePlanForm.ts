import { useState } from 'react';
import { useAction } from '../api/useAction';

/** What is filled in, and what was planned with it last: no longer shown once something changes. */
export function usePlanForm<Filled extends object, Planned>(initial: () => Filled) {
  const [form, setForm] = useState(initial);
  const [done, setDone] = useState<Planned>();
  const { busy, problem, run } = useAction();
  const change = (part: Partial<Filled>) => {
    setDone(undefined);
    setForm((old) => ({ ...old, ...part }));
  };
  return { form, change, done, setDone, busy, problem, wrong: problem?.errors ?? {}, run };
}
