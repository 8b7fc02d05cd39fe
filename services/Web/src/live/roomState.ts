import type {
  Cue,
  FormNote,
  JoinResult,
  KeptDay,
  LeaderNotice,
  PresenceDifference,
  PresenceSnapshot,
  RaisedHand,
  RaisedHands,
  ReactionTally,
  RenameNotice,
  RoomClosedNotice,
  RunSheet,
  StreamMissing,
  StreamStatus,
} from '../contract/hub';
import type { ApiProblem } from '../api/http';
import { type ClassState, type CueLog, emptyLog, foldClass, receiveCue, resync } from './cueLog';
import { fromSnapshot, mergePresence, nobody } from './presence';

/**
 * `connecting` before the first join, `lost` while healing, `waiting` when the room is not open
 * yet, `refused` for good.
 */
export type ConnectionState = 'connecting' | 'joined' | 'lost' | 'waiting' | 'refused' | 'left';

/** The room as it was joined, with its run sheet; null until that is read. */
export type JoinedRoom = JoinResult & { runSheet: RunSheet | null };

export interface RoomState {
  connection: ConnectionState;
  problem: ApiProblem | null;
  join: JoinedRoom | null;
  cueLog: CueLog;
  class: ClassState;
  presence: PresenceSnapshot;
  hands: RaisedHand[];
  notes: FormNote[];
  /** Notes that arrived while here, as opposed to those found on joining. */
  freshNoteId: string | null;
  reactions: Record<string, number>;
  tally: { id: number; counts: Record<string, number> };
  dayKept: KeptDay | null;
  closed: RoomClosedNotice | null;
  /** The class is led from another window or device now. */
  leadMoved: boolean;
  /** This window leads. */
  leads: boolean;
  /** Who leads, and whether they are away; null before that is known. */
  leader: LeaderNotice | null;
  /** Since when prepared cues leave by themselves; null while they do not. */
  preparedSinceMs: number | null;
  /** How the session's video stands. */
  video: StreamStatus;
  /** What of the live video does not come; null when all is there. */
  videoMissing: StreamMissing | null;
  watchedSeconds: number;
  /** Why the connection takes a detour, in words; null when it does not. */
  detour: string | null;
}

export const initialRoom: RoomState = {
  connection: 'connecting',
  problem: null,
  join: null,
  cueLog: emptyLog,
  class: foldClass([]),
  presence: nobody,
  hands: [],
  notes: [],
  freshNoteId: null,
  reactions: {},
  tally: { id: 0, counts: {} },
  dayKept: null,
  closed: null,
  leadMoved: false,
  leads: false,
  leader: null,
  preparedSinceMs: null,
  video: 'none',
  videoMissing: null,
  watchedSeconds: 0,
  detour: null,
};

export type RoomEvent =
  | { type: 'joined'; join: JoinedRoom }
  | { type: 'connection'; connection: ConnectionState; problem?: ApiProblem }
  | { type: 'cue'; cue: Cue }
  | { type: 'resync' }
  | { type: 'note'; note: FormNote }
  | { type: 'note-changed'; note: FormNote }
  | { type: 'run-sheet'; runSheet: RunSheet }
  | { type: 'presence'; difference: PresenceDifference }
  | { type: 'reactions'; tally: ReactionTally }
  | { type: 'hands'; hands: RaisedHands }
  | { type: 'day-kept'; day: KeptDay }
  | { type: 'closed'; notice: RoomClosedNotice }
  | { type: 'lead-moved' }
  | { type: 'leader'; leader: LeaderNotice }
  | { type: 'prepared'; sinceMs: number | null }
  | { type: 'renamed'; who: RenameNotice }
  | { type: 'detour'; reason: string }
  | { type: 'video'; status: StreamStatus; missing?: StreamMissing | null }
  | { type: 'watched'; seconds: number };

const withLog = (state: RoomState, log: CueLog): RoomState =>
  log === state.cueLog
    ? state
    : {
        ...state,
        cueLog: log,
        class: log.cues === state.cueLog.cues ? state.class : foldClass(log.cues),
      };

/** Marks are never taken back, so a message that comes late cannot unmark a note. */
function mergeNote(before: FormNote | undefined, note: FormNote): FormNote {
  return before === undefined
    ? note
    : {
        ...note,
        seenAtMs: note.seenAtMs ?? before.seenAtMs,
        resolvedAtMs: note.resolvedAtMs ?? before.resolvedAtMs,
        betterBy: note.betterBy ?? before.betterBy,
      };
}

function mergeNotes(before: readonly FormNote[], more: readonly FormNote[]): FormNote[] {
  const notes = new Map(before.map((note) => [note.noteId, note]));
  for (const note of more) notes.set(note.noteId, mergeNote(notes.get(note.noteId), note));
  return [...notes.values()].sort((a, b) => a.sentAtMs - b.sentAtMs);
}

/** Calls somebody by their new name, wherever the room shows it. */
function renamed(state: RoomState, { memberId, displayName }: RenameNotice): RoomState {
  const person = <T extends { memberId: string; displayName: string }>(one: T): T =>
    one.memberId === memberId ? { ...one, displayName } : one;
  return {
    ...state,
    join: state.join && {
      ...state.join,
      seats: state.join.seats.map(person),
      removed: state.join.removed.map(person),
    },
    hands: state.hands.map(person),
    notes: state.notes.map((note) => ({
      ...note,
      toName: note.to === memberId ? displayName : note.toName,
      fromName: note.from === memberId ? displayName : note.fromName,
    })),
    leader:
      state.leader &&
      (state.leader.leaderId === memberId ? { ...state.leader, displayName } : state.leader),
  };
}

export function roomReducer(state: RoomState, event: RoomEvent): RoomState {
  switch (event.type) {
    case 'joined': {
      // The log's new life may already be arriving, so only a position of another epoch is
      // forgotten here.
      const other = state.cueLog.epoch !== null && state.cueLog.epoch !== event.join.head.epoch;
      return {
        ...withLog(state, other ? emptyLog : state.cueLog),
        connection: 'joined',
        problem: null,
        leadMoved: false,
        leads: event.join.leads ?? false,
        leader: event.join.leader ?? null,
        preparedSinceMs: event.join.preparedSinceMs ?? null,
        join: event.join,
        presence: fromSnapshot(event.join.presence),
        hands: event.join.hands.hands,
        video: event.join.stream,
        videoMissing: event.join.streamMissing ?? null,
        notes: mergeNotes(state.notes, event.join.formNotes),
        watchedSeconds: Math.max(state.watchedSeconds, event.join.watchedSeconds),
      };
    }
    case 'connection':
      return { ...state, connection: event.connection, problem: event.problem ?? null };
    case 'cue':
      return withLog(state, receiveCue(state.cueLog, event.cue));
    case 'resync':
      return withLog(state, resync());
    case 'note':
      return {
        ...state,
        notes: mergeNotes(state.notes, [event.note]),
        freshNoteId: event.note.noteId,
      };
    case 'note-changed':
      return { ...state, notes: mergeNotes(state.notes, [event.note]) };
    case 'run-sheet':
      return state.join ? { ...state, join: { ...state.join, runSheet: event.runSheet } } : state;
    case 'presence':
      return { ...state, presence: mergePresence(state.presence, event.difference) };
    case 'reactions': {
      const reactions = { ...state.reactions };
      for (const [reaction, count] of Object.entries(event.tally.counts))
        reactions[reaction] = (reactions[reaction] ?? 0) + count;
      return { ...state, reactions, tally: { id: state.tally.id + 1, counts: event.tally.counts } };
    }
    case 'hands':
      return { ...state, hands: event.hands.hands };
    case 'day-kept':
      return { ...state, dayKept: event.day };
    case 'closed':
      return { ...state, closed: event.notice };
    case 'lead-moved':
      return { ...state, leadMoved: true, leads: false };
    case 'leader':
      return { ...state, leader: event.leader };
    case 'prepared':
      return { ...state, preparedSinceMs: event.sinceMs };
    case 'renamed':
      return renamed(state, event.who);
    case 'detour':
      return { ...state, detour: event.reason };
    case 'video':
      return { ...state, video: event.status, videoMissing: event.missing ?? null };
    case 'watched':
      return { ...state, watchedSeconds: Math.max(state.watchedSeconds, event.seconds) };
  }
}

/**
 * When the class began and ended, from the log or, before the log is here, from what joining said.
 */
export function classTimes(state: RoomState): {
  startedAtMs: number | null;
  endedAtMs: number | null;
} {
  return {
    startedAtMs: state.class.startedAtMs ?? state.join?.classStartedAtMs ?? null,
    endedAtMs: state.class.endedAtMs ?? state.join?.classEndedAtMs ?? null,
  };
}
