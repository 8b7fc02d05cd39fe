import { useMemo, useState } from 'react';
import type { FormNote, FormNoteAck, RoomMember, RunSheetStep } from '../contract/hub';
import type { FormNoteDraft } from '../live/roomCalls';
import type { RoomClient } from '../live/roomClient';
import type { RoomState } from '../live/roomState';
import {
  rosterRows,
  type Cohort,
  cohortOf,
  cohorts,
  notedBy,
  notesToBetter,
  withoutNote,
} from './rosterRows';
import { matches, roster } from './roster';
import * as selecting from './selection';
import { useLevels } from './useLevels';
import { useNoteHistory } from './useNoteHistory';
import { usePins } from './usePins';

export type Act = <T>(
  work: Promise<T> | undefined,
  done: string | ((result: T) => string),
) => Promise<boolean>;

/** A note that was held back for some, because another leader had just noted the same. */
export interface HeldBack {
  to: string[];
  draft: FormNoteDraft;
  messages: string[];
}

interface Shared {
  /** Who shares their picture. */
  sharing: readonly RoomMember[];
  /** The step that a member moves along with; of nobody, or of several, the class's. */
  stepOf: (memberId: string | undefined) => RunSheetStep | undefined;
}

/** The roster, who of it is selected, and what is sent to them. */
export function useCoaching(
  sessionId: string,
  room: RoomState,
  client: RoomClient | null,
  { sharing, stepOf }: Shared,
  act: Act,
) {
  const [selection, setSelection] = useState(selecting.nobodySelected);
  const [search, setSearch] = useState('');
  const [onlyWithoutNote, setOnlyWithoutNote] = useState(false);
  const [sent, setSent] = useState('');
  const [held, setHeld] = useState<HeldBack>();
  const { pins, toggle: togglePin } = usePins();
  const people = useMemo(
    () => roster(room.presence.members, room.join?.seats ?? [], room.hands, sharing),
    [room.presence, room.join, room.hands, sharing],
  );
  // Levels and past notes are for the leaders that the plan names.
  const knows = room.join !== null && room.join.role !== 'admin';
  const levels = useLevels(sessionId, knows ? people.map((row) => row.memberId) : []);
  const rows = useMemo(
    () => rosterRows(people, { notes: room.notes, hands: room.hands, levels, pins }),
    [people, room.notes, room.hands, levels, pins],
  );
  const shown = rows.filter(
    (row) =>
      matches(row, search) &&
      (!onlyWithoutNote || withoutNote(row) || selection.selected.includes(row.memberId)),
  );
  const ids = shown.map((row) => row.memberId);
  const step = stepOf(selection.selected.length === 1 ? selection.selected[0] : undefined);
  const chosen = rows.filter((row) => selection.selected.includes(row.memberId));
  const history = useNoteHistory(sessionId, knows ? selection.selected : []);
  const groups = useMemo(() => cohorts(room.notes), [room.notes]);
  const nameOf = (memberId: string) =>
    rows.find((row) => row.memberId === memberId)?.displayName ??
    room.notes.find((note) => note.to === memberId)?.toName ??
    'somebody';
  const present = selecting.only(selection, new Set(rows.map((row) => row.memberId)));
  if (present !== selection) setSelection(present);
  // What was sent is said until somebody else is selected.
  const [sentTo, setSentTo] = useState(selection.selected);
  if (sentTo !== selection.selected) {
    setSentTo(selection.selected);
    setSent('');
  }

  const say = (to: string[], draft: FormNoteDraft, ack: FormNoteAck): string => {
    const skipped = ack.skipped ?? [];
    const got = to.filter((one) => !skipped.includes(one));
    const messages = skipped.map((one) => {
      const before = notedBy(room.notes, one, draft.fault ?? draft.cohort?.fault);
      return `${before?.fromName ?? 'Another coach'} has just noted ${nameOf(one)} for the same.`;
    });
    setHeld(
      skipped.length > 0
        ? { to: skipped, draft: { ...draft, cohort: undefined }, messages }
        : undefined,
    );
    return got.length > 0 ? `Sent to ${got.map(nameOf).join(', ')}` : '';
  };

  /** Sends a note to these members, or to a cohort; says who got it. */
  const note = async (to: string[], draft: FormNoteDraft): Promise<boolean> => {
    if (to.length === 0 || !client) return false;
    setSent('');
    setHeld(undefined);
    let message = '';
    const done = await act(
      client.sendNote(draft.cohort ? [] : to, draft),
      (ack) => (message = say(to, draft, ack)),
    );
    setSent(message);
    return done;
  };

  const fault = (index: number): Promise<boolean> | undefined => {
    const one = step?.faults[index];
    return step && one && selection.selected.length > 0
      ? note(selection.selected, { exercise: step.exercise, fault: one.slug })
      : undefined;
  };
  const cohort = ({ exercise, fault: slug, members }: Cohort) =>
    note(members, { exercise, fault: slug, cohort: { exercise, fault: slug } });
  const cohortAt = (index: number): Promise<boolean> | undefined => {
    const one = step?.faults[index];
    const found = step && one && cohortOf(groups, step.exercise, one.slug);
    return found ? cohort(found) : undefined;
  };

  const better = (one: FormNote) =>
    act(client?.markNote(one.noteId, 'better'), `Better now: ${one.toName}`);
  const betterOfChosen = () => {
    const notes = notesToBetter(chosen);
    if (notes.length > 0)
      void act(
        Promise.all(notes.map((one) => client?.markNote(one.noteId, 'better'))),
        `Better now: ${notes.map((one) => one.toName).join(', ')}`,
      );
    return notes.length > 0;
  };

  return {
    rows,
    shown,
    chosen,
    /** What is on for who is selected: a note is about its faults. */
    step,
    history,
    groups,
    selection,
    search,
    setSearch,
    onlyWithoutNote,
    setOnlyWithoutNote,
    sent,
    held,
    togglePin,
    nameOf,
    note,
    fault,
    cohort,
    cohortAt,
    better,
    betterOfChosen,
    sendHeld: () => (held ? note(held.to, { ...held.draft, force: true }) : undefined),
    dropHeld: () => setHeld(undefined),
    withoutNoteCount: rows.filter((row) => row.here && withoutNote(row)).length,
    move: (by: 1 | -1) => setSelection((old) => selecting.move(old, ids, by)),
    pick: (memberId: string, add: boolean) =>
      setSelection((old) => selecting.pick(old, ids, memberId, add)),
    goTo: (memberId: string) => setSelection((old) => selecting.goTo(old, ids, memberId)),
    choose: (memberId: string) => setSelection(selecting.choose(ids, memberId)),
    pickAtCursor: (add: boolean) => {
      if (selection.at !== null) setSelection(selecting.pick(selection, ids, selection.at, add));
      return selection.at !== null;
    },
    nextHand: () => {
      const hands = [...room.hands].sort((a, b) => a.atMs - b.atMs).map((hand) => hand.memberId);
      setSelection(selecting.nextHand(selection, ids, hands));
      return hands.length > 0;
    },
    clear: () => setSelection((old) => ({ ...old, selected: [] })),
    drop: (memberId: string) =>
      setSelection((old) => ({ ...old, selected: old.selected.filter((one) => one !== memberId) })),
  };
}

export type Coaching = ReturnType<typeof useCoaching>;
