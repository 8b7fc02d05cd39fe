import { useEffect, useState } from 'react';
import { useAccount } from '../auth/auth';
import { scheduling } from '../api/endpoints';
import type { Figures, Lang } from '../api/types';
import { useLanguage } from '../language/language';

const loaded = new Map<Lang, Figures>();
const loading = new Map<Lang, Promise<Figures>>();

function load(lang: Lang): Promise<Figures> {
  let request = loading.get(lang);
  if (!request) {
    request = scheduling.figures(lang);
    request.then(
      (figures) => loaded.set(lang, figures),
      () => setTimeout(() => loading.delete(lang), 5_000),
    );
    loading.set(lang, request);
  }
  return request;
}

/** All figures, read once; null until they are there. Whoever is not signed in has none. */
export function useFigures(): Figures | null {
  const lang = useLanguage();
  const { profile } = useAccount();
  const [, setRound] = useState(0);
  const have = loaded.get(lang) ?? null;
  const wanted = profile != null && have === null;
  useEffect(() => {
    if (!wanted) return;
    let over = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const next = () => !over && setRound((round) => round + 1);
    const attempt = () => {
      load(lang).then(next, () => {
        if (!over) timer = setTimeout(attempt, 6_000);
      });
    };
    attempt();
    return () => {
      over = true;
      clearTimeout(timer);
    };
  }, [wanted, lang]);
  return have ?? [...loaded.values()][0] ?? null;
}
