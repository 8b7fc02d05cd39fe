import { useEffect, useState } from 'react';
import { scheduling } from '../api/endpoints';
import type { Exercise, Lang } from '../api/types';
import type { Texts } from './exerciseTexts';

const cache = new Map<string, Promise<Exercise>>();

function load(slug: string, lang: Lang): Promise<Exercise> {
  const key = `${lang}:${slug}`;
  let found = cache.get(key);
  if (!found) {
    found = scheduling.exercise(slug, undefined, lang);
    // What could not be read is asked for again next time.
    found.catch(() => cache.delete(key));
    cache.set(key, found);
  }
  return found;
}

const none: Texts = new Map();

/**
 * The exercises' words in a language, each read once; empty until they are there, and the English
 * of the run sheet stands.
 */
export function useTexts(slugs: readonly string[], lang: Lang, always = false): Texts {
  const [texts, setTexts] = useState<{ lang: Lang; texts: Texts }>({ lang, texts: none });
  const wanted = lang === 'en' && !always ? '' : [...new Set(slugs)].sort().join(' ');
  useEffect(() => {
    if (wanted === '') return;
    let over = false;
    void Promise.allSettled(wanted.split(' ').map((slug) => load(slug, lang))).then((results) => {
      if (over) return;
      const read = results.flatMap((result) =>
        result.status === 'fulfilled' ? [[result.value.slug, result.value] as const] : [],
      );
      setTexts({ lang, texts: new Map(read) });
    });
    return () => {
      over = true;
    };
  }, [wanted, lang]);
  return texts.lang === lang && wanted !== '' ? texts.texts : none;
}
