import type { Cue, FormNote, RunSheetStep } from '../contract/hub';

/** A note counts as seen once it has been on a visible screen for so long. */
export const seenAfterMs = 1_500;
const leastMs = 6_000;
const mostMs = 30_000;
/** Reading from a mat, and first having to look up. */
const lookUpMs = 2_500;
const perCharacterMs = 70;

/** A greeting names no exercise: there is nothing in it that could be fixed. */
export const isCorrection = (note: FormNote) => note.exercise != null;

/** How long a note stands in full, by its length. */
export function readingMs(text: string): number {
  return Math.min(Math.max(leastMs, lookUpMs + [...text].length * perCharacterMs), mostMs);
}

/**
 * True once the class, as far as it has been shown, went on from the exercise that was on when the
 * note was written; null while that cannot be told.
 * @param steps of the run sheet; null until it is read
 */
export function hasPassed(
  note: FormNote,
  steps: readonly RunSheetStep[] | null,
  shown: readonly Cue[],
): boolean | null {
  if (steps === null) return shown.some((cue) => cue.content.kind === 'step') ? null : false;
  let then: string | null = null;
  for (const cue of shown) {
    if (cue.content.kind !== 'step') continue;
    const exercise = steps[cue.content.stepIndex ?? 0]?.exercise ?? null;
    if (cue.atMs <= note.sentAtMs) then = exercise;
    else if (exercise !== then) return true;
  }
  return false;
}

/** Which of one's notes stands in full, and which have. */
export interface Showing {
  noteId: string | null;
  /** How long it has been on screen. */
  shownMs: number;
  /** Notes that stood in full here, the latest last. */
  read: readonly string[];
  /** Those of them that were put away. */
  away: readonly string[];
}

export const nothingShown: Showing = { noteId: null, shownMs: 0, read: [], away: [] };

export interface Judge {
  passed: (note: FormNote) => boolean;
  readingMs: (note: FormNote) => number;
}

const without = (ids: readonly string[], id: string) => ids.filter((one) => one !== id);

/**
 * Goes on by what passed on screen: a note gives way once it could be read, and then the next one
 * has its turn, oldest first.
 */
export function advance(
  showing: Showing,
  notes: readonly FormNote[],
  onScreenMs: number,
  judge: Judge,
): Showing {
  const current = notes.find((note) => note.noteId === showing.noteId);
  const shownMs = showing.shownMs + onScreenMs;
  if (current && current.resolvedAtMs == null && shownMs < judge.readingMs(current))
    return onScreenMs === 0 ? showing : { ...showing, shownMs };
  const read = current ? [...without(showing.read, current.noteId), current.noteId] : showing.read;
  const next = notes.find(
    (note) =>
      note.seenAtMs == null &&
      note.resolvedAtMs == null &&
      !read.includes(note.noteId) &&
      !judge.passed(note),
  );
  if (!current && !next && showing.noteId === null) return showing;
  return { ...showing, noteId: next?.noteId ?? null, shownMs: 0, read };
}

/**
 * The note that is left as a line: the last one read, until it is fixed, put away, or its exercise
 * is over.
 */
export function lineOf(
  showing: Showing,
  notes: readonly FormNote[],
  passed: Judge['passed'],
): FormNote | null {
  if (showing.noteId !== null) return null;
  const lines = showing.read.flatMap(
    (id) =>
      notes.find(
        (note) =>
          note.noteId === id &&
          note.resolvedAtMs == null &&
          !showing.away.includes(id) &&
          !passed(note),
      ) ?? [],
  );
  return lines.at(-1) ?? null;
}

export function putAway(showing: Showing, noteId: string): Showing {
  const current = showing.noteId === noteId ? { noteId: null, shownMs: 0 } : {};
  return {
    ...showing,
    ...current,
    read: [...without(showing.read, noteId), noteId],
    away: [...showing.away, noteId],
  };
}

export function openAgain(showing: Showing, noteId: string): Showing {
  return {
    ...showing,
    noteId,
    shownMs: 0,
    read: without(showing.read, noteId),
    away: without(showing.away, noteId),
  };
}
