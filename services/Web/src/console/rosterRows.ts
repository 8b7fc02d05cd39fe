import type { FormNote, RaisedHand } from '../contract/hub';
import type { RosterRow } from './roster';

/** A person in the roster with what a coach needs to know of them. */
export interface CoachedRow extends RosterRow {
  /** 0 to 4; null while it is not known. */
  level: number | null;
  /** Notes of this class, oldest first. */
  notes: FormNote[];
  /** Place among the raised hands, from 1; null without one. */
  handPlace: number | null;
  pinned: boolean;
}

export interface Knowledge {
  notes: readonly FormNote[];
  hands: readonly RaisedHand[];
  levels: ReadonlyMap<string, number>;
  pins: ReadonlySet<string>;
}

/**
 * Joins the roster with notes, levels, hands and pins: hands as they went up, then the pinned, then
 * who has no note in this class yet.
 */
export function rosterRows(rows: readonly RosterRow[], known: Knowledge): CoachedRow[] {
  const notes = new Map<string, FormNote[]>();
  for (const note of known.notes) notes.set(note.to, [...(notes.get(note.to) ?? []), note]);
  const places = new Map(
    [...known.hands]
      .sort((a, b) => a.atMs - b.atMs)
      .map((hand, index) => [hand.memberId, index + 1]),
  );
  const full = rows.map((row): CoachedRow => ({
    ...row,
    level: known.levels.get(row.memberId) ?? null,
    notes: notes.get(row.memberId) ?? [],
    handPlace: places.get(row.memberId) ?? null,
    pinned: known.pins.has(row.memberId),
  }));
  const rank = (row: CoachedRow) => [
    row.handPlace ?? Infinity,
    row.pinned ? 0 : 1,
    row.here ? 0 : 1,
    row.notes.length > 0 ? 1 : 0,
    row.seat ? 0 : 1,
  ];
  return full.sort((a, b) => {
    const [left, right] = [rank(a), rank(b)];
    const at = left.findIndex((value, index) => value !== right[index]);
    return at >= 0 ? left[at]! - right[at]! : a.displayName.localeCompare(b.displayName);
  });
}

export const withoutNote = (row: CoachedRow): boolean => row.notes.length === 0;

/** All members who were noted for one fault in this class. */
export interface Cohort {
  exercise: string;
  fault: string;
  members: string[];
}

export function cohorts(notes: readonly FormNote[]): Cohort[] {
  const found = new Map<string, Cohort>();
  for (const { exercise, fault, to } of notes) {
    if (!exercise || !fault) continue;
    const key = `${exercise} ${fault}`;
    const cohort = found.get(key) ?? { exercise, fault, members: [] };
    if (!cohort.members.includes(to)) cohort.members.push(to);
    found.set(key, cohort);
  }
  return [...found.values()];
}

export const cohortOf = (
  all: readonly Cohort[],
  exercise: string,
  fault: string,
): Cohort | undefined =>
  all.find((cohort) => cohort.exercise === exercise && cohort.fault === fault);

/** The newest note of each of these people that nobody has called better yet. */
export function notesToBetter(rows: readonly CoachedRow[]): FormNote[] {
  return rows.flatMap((row) => {
    const newest = row.notes.at(-1);
    return newest && newest.resolvedAtMs == null ? [newest] : [];
  });
}

/**
 * Who noted this fault of this member last, for a note that was held back because it would have
 * been a second one.
 */
export function notedBy(
  notes: readonly FormNote[],
  memberId: string,
  fault: string | undefined,
): FormNote | undefined {
  return notes.findLast(
    (note) => note.to === memberId && (fault === undefined || note.fault === fault),
  );
}
