import { useCallback, useEffect, useState } from 'react';
import { coaching } from '../api/coaching';

/** A leader's own templates. A list that could not be read is not written over. */
export function useTemplates(): {
  texts: string[];
  ready: boolean;
  save: (texts: string[]) => Promise<void>;
} {
  const [texts, setTexts] = useState<string[]>([]);
  const [ready, setReady] = useState(false);
  useEffect(() => {
    const abort = new AbortController();
    coaching.templates(abort.signal).then(
      (answer) => {
        setTexts(answer.templates.map((one) => one.text));
        setReady(true);
      },
      () => undefined,
    );
    return () => abort.abort();
  }, []);
  const save = useCallback(async (next: string[]) => {
    const answer = await coaching.saveTemplates(next.map((text) => ({ text })));
    setTexts(answer?.templates?.map((one) => one.text) ?? next);
  }, []);
  return { texts, ready, save };
}
