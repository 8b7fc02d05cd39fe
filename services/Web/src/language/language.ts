import { useSyncExternalStore } from 'react';
import type { Lang } from '../api/types';

export const languages: { lang: Lang; name: string; short: string }[] = [
  { lang: 'en', name: 'English', short: 'EN' },
  { lang: 'hi', name: 'हिन्दी', short: 'हि' },
];

const key = 'upperback.language';
const listeners = new Set<() => void>();

function stored(): Lang {
  try {
    return localStorage.getItem(key) === 'hi' ? 'hi' : 'en';
  } catch {
    return 'en';
  }
}

let current: Lang | undefined;
const read = (): Lang => (current ??= stored());

/** Remembered on this device: exercises are read, and coached, in this language. */
export function setLanguage(lang: Lang): void {
  current = lang;
  try {
    localStorage.setItem(key, lang);
  } catch {
    // Without storage the language lasts until the page is left.
  }
  listeners.forEach((listener) => listener());
}

export function useLanguage(): Lang {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, read);
}
