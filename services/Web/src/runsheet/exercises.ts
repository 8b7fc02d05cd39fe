import { scheduling } from '../api/endpoints';
import type { Exercise } from '../api/types';

/** The whole library with dosages, cues and faults, by slug, in the order of the list. */
export async function readExercises(signal?: AbortSignal): Promise<ReadonlyMap<string, Exercise>> {
  const list = await scheduling.exercises(signal);
  const all = await Promise.all(list.map((one) => scheduling.exercise(one.slug, signal)));
  return new Map(all.map((one) => [one.slug, one]));
}

/** Whether it is done on each side in turn. */
export const isSided = (exercise: Exercise | undefined): boolean => exercise?.sided ?? false;
