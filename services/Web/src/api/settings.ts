import { site } from './endpoints';
import type { Settings } from './types';

/** What the server goes by unless it is told otherwise. */
const usual: Settings = {
  room: { opensBeforeMinutes: 15, closesAfterMinutes: 15 },
  keptDay: { minutes: 10, share: 0.5 },
  mirror: true,
};

let known: Settings | undefined;

/** The settings that pages go by, read once. */
export async function readSettings(signal?: AbortSignal): Promise<Settings> {
  known ??= await site.settings(signal);
  return known;
}

/** What {@link readSettings} read; the usual ones for as long as they cannot be read. */
export function settings(): Settings {
  return known ?? usual;
}

/** For tests: as if they had been read. */
export function keepSettings(read: Settings): void {
  known = read;
}
