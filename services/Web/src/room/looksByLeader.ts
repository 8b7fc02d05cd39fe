import type { OwnMirror } from '../api/types';

type Look = OwnMirror['looks'][number];

/** Looks of each leader together, in the order in which they first looked. */
export function looksByLeader(looks: readonly Look[]): { name: string; looks: Look[] }[] {
  const byName = new Map<string, Look[]>();
  for (const look of looks)
    byName.set(look.leaderName, [...(byName.get(look.leaderName) ?? []), look]);
  return [...byName].map(([name, own]) => ({ name, looks: own }));
}
