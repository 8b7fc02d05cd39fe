// The hub's wire, as shared/Contracts/Live and shared/Contracts/RunSheet.cs declare it.

export interface BreathPace {
  rounds: number;
  inSeconds: number;
  outSeconds: number;
}

export interface ExerciseFault {
  slug: string;
  name: string;
  correction: string;
}

/** What one step is for a participant of one level. */
export interface StepDosage {
  /** 0 (a flare day) to 4. */
  level: number;
  text: string;
  variation?: string | null;
  holdSeconds?: number | null;
  repetitions?: number | null;
  breath?: BreathPace | null;
  leaveOut: boolean;
  instruction: string;
}

/** A cue written before the class; `atSeconds` counts from the beginning of its step. */
export interface PreparedCue {
  atSeconds: number;
  text: string;
}

export interface RunSheetStep {
  index: number;
  exercise: string;
  name: string;
  kind: 'mobility' | 'stretch' | 'strength' | 'breath' | 'rest' | string;
  side?: 'left' | 'right' | null;
  offsetSeconds: number;
  durationSeconds: number;
  instruction: string;
  breath?: BreathPace | null;
  set?: number | null;
  sets?: number | null;
  repetitions?: number | null;
  faults: ExerciseFault[];
  /** What the step is at each level, 0 to 4; null when it is the same for everybody. */
  levels?: StepDosage[] | null;
  cues?: PreparedCue[] | null;
}

export interface RunSheet {
  steps: RunSheetStep[];
  durationSeconds?: number;
}

export interface LogPosition {
  epoch: string;
  offset: number;
}

export type CueKind = 'step' | 'breath' | 'form' | 'text' | 'class-started' | 'class-ended';

export interface CueContent {
  kind: CueKind;
  text?: string | null;
  stepIndex?: number | null;
  breath?: BreathPace | null;
}

export interface Cue {
  sessionId: string;
  epoch: string;
  offset: number;
  atMs: number;
  clientCueId: string;
  sentBy: string;
  sentByName: string;
  content: CueContent;
  /**
   * When the frame that it refers to was captured, on the server's clock: it is shown on the first
   * frame from then on.
   */
  mediaAtMs: number;
}

/** An administrator looks in, and is a leader once they lead on. */
export type RoomRole = 'instructor' | 'coach' | 'admin' | 'participant';

export interface RoomMember {
  memberId: string;
  displayName: string;
  role: RoomRole | string;
}

export interface PresenceSnapshot {
  count: number;
  listed: boolean;
  members: RoomMember[];
}

export interface PresenceDifference {
  sessionId: string;
  count: number;
  listed: boolean;
  joined: RoomMember[];
  left: string[];
}

export interface RaisedHand {
  memberId: string;
  displayName: string;
  atMs: number;
}

export interface RaisedHands {
  sessionId: string;
  hands: RaisedHand[];
}

export interface FormNote {
  noteId: string;
  sessionId: string;
  to: string;
  toName: string;
  fromName: string;
  text: string;
  exercise?: string | null;
  fault?: string | null;
  atMs: number;
  seenAtMs?: number | null;
  betterAtMs?: number | null;
  /** Display name of who said that it is better. */
  betterBy?: string | null;
  /** Who sent it. */
  from?: string | null;
}

/** What a form note says, and to whom beside the named members. */
export interface FormNoteDraft {
  text?: string;
  exercise?: string;
  fault?: string;
  /** To all who were noted for this fault in this session, instead of to named members. */
  cohort?: { exercise: string; fault: string };
  /** Although another leader noted the same fault of the same member within the last minute. */
  again?: boolean;
}

/** What can be said of a form note: its member has seen it; it is better now. */
export type FormNoteMark = 'seen' | 'better';

/** The session is planned otherwise: this is its run sheet from now on. */
export interface RunSheetNotice {
  sessionId: string;
  runSheet: RunSheet;
}

export interface JoinResult {
  sessionId: string;
  title: string;
  status: 'open' | 'live' | 'ended';
  role: RoomRole;
  seat: 'booked' | 'waitlisted' | 'none';
  head: LogPosition;
  resync: boolean;
  runSheet: RunSheet;
  startsAtMs: number;
  endsAtMs: number;
  classStartedAtMs?: number | null;
  classEndedAtMs?: number | null;
  presence: PresenceSnapshot;
  hands: RaisedHands;
  formNotes: FormNote[];
  seats: RoomMember[];
  watchedSeconds: number;
  serverTimeMs: number;
  stream: StreamStatus;
  streamMissing?: StreamMissing | null;
  /** Leaders: whom a leader took out of the session. */
  removed: RoomMember[];
  leader?: LeaderNotice | null;
  /** This connection leads the class. */
  leads?: boolean;
  /** Leaders: since when prepared cues leave by themselves. */
  preparedSinceMs?: number | null;
}

/** Who leads, and whether they are away: neither they nor a picture is there. */
export interface LeaderNotice {
  sessionId: string;
  leaderId?: string | null;
  displayName?: string | null;
  away: boolean;
}

export interface RenameNotice {
  sessionId: string;
  memberId: string;
  displayName: string;
}

export interface PreparedNotice {
  sessionId: string;
  sinceMs?: number | null;
}

/** How a session's video stands. */
export type StreamStatus = 'none' | 'live' | 'interrupted' | 'ended';

/** What of a live video was announced and does not come. */
export type StreamMissing = 'audio' | 'video';

export interface StreamNotice {
  sessionId: string;
  status: StreamStatus;
  missing?: StreamMissing | null;
}

export interface CueAck {
  epoch: string;
  offset: number;
  atMs: number;
  repeated: boolean;
  mediaAtMs: number;
}

export interface FormNoteAck {
  noteIds: string[];
  repeated: boolean;
  /**
   * Targets that got no note, because another leader noted the same fault of theirs within the last
   * minute.
   */
  doubled?: string[] | null;
}

export interface ReactionTally {
  sessionId: string;
  counts: Record<string, number>;
}

export interface KeptDay {
  sessionId: string;
  day: string;
  currentStreak: number;
  longestStreak: number;
  freezes: number;
}

export interface RoomClosedNotice {
  sessionId: string;
  reason: string;
  code: string;
}

export const reactions = ['heart', 'clap', 'fire', 'smile', 'breathe'] as const;
export type Reaction = (typeof reactions)[number];

/** The server is about to stop: connect again after so long, which leads to another one. */
export interface ReconnectNotice {
  afterMs: number;
}
