import { site } from './endpoints';
import type { Settings } from './types';

let known: Settings | undefined;

/** The settings that pages go by, read once before the first page that does. */
export async function readSettings(signal?: AbortSignal): Promise<Settings> {
  known ??= await site.settings(signal);
  return known;
}

/** What {@link readSettings} read. */
export function settings(): Settings {
  if (!known) throw new Error('The settings are not read yet.');
  return known;
}

/** For tests: as if they had been read. */
export function keepSettings(read: Settings): void {
  known = read;
}
