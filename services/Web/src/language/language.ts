import type { Lang } from '../api/types';
import { device } from '../lib/storage';
import { createStore, useStore } from '../lib/store';

export const languages: { lang: Lang; name: string; short: string }[] = [
  { lang: 'en', name: 'English', short: 'EN' },
  { lang: 'hi', name: 'हिन्दी', short: 'हि' },
];

const language = createStore<Lang>(() => (device.read('language') === 'hi' ? 'hi' : 'en'));

/** Remembered on this device: exercises are read, and coached, in this language. */
export function setLanguage(lang: Lang): void {
  device.write('language', lang);
  language.set(lang);
}

export const useLanguage = (): Lang => useStore(language);
