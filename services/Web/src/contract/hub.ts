// Made from shared/Contracts: change it there, and have this written anew.

/** The kinds of cue. */
export const cueKinds = [
  'step',
  'breath',
  'form',
  'text',
  'class-started',
  'class-ended',
] as const;
export type CueKind = (typeof cueKinds)[number];

/** What can be said of a form note. */
export const formNoteMarks = [
  'seen',
  'better',
] as const;
export type FormNoteMark = (typeof formNoteMarks)[number];

/** The reactions there are. */
export const reactions = [
  'heart',
  'clap',
  'fire',
  'smile',
  'breathe',
] as const;
export type Reaction = (typeof reactions)[number];

/** What a member is in a room. */
export const roomRoles = [
  'instructor',
  'coach',
  'admin',
  'participant',
] as const;
export type RoomRole = (typeof roomRoles)[number];

/** The states of a room. */
export const roomStatuses = [
  'open',
  'live',
  'ended',
] as const;
export type RoomStatus = (typeof roomStatuses)[number];

/** What a member's claim on a coached seat can be. */
export const seatStatuses = [
  'booked',
  'waitlisted',
  'none',
] as const;
export type SeatStatus = (typeof seatStatuses)[number];

/** What a step can be. */
export const stepKinds = [
  'mobility',
  'stretch',
  'strength',
  'breath',
  'rest',
] as const;
export type StepKind = (typeof stepKinds)[number];

/** What a pause is for. */
export const stepPauses = [
  'get-ready',
  'change-sides',
  'rest',
] as const;
export type StepPause = (typeof stepPauses)[number];

/** The sides of a step. */
export const stepSides = [
  'left',
  'right',
] as const;
export type StepSide = (typeof stepSides)[number];

/** What can be missing from a live stream. Clients do without what they do not know. */
export const streamMissing = [
  'audio',
  'video',
] as const;
export type StreamMissing = (typeof streamMissing)[number];

/** What a session's video can be. */
export const streamStatuses = [
  'none',
  'live',
  'interrupted',
  'ended',
] as const;
export type StreamStatus = (typeof streamStatuses)[number];

/** What an error can be, over the hub and over HTTP. */
export type ErrorCode =
  | 'request.malformed'
  | 'request.invalid'
  | 'request.too-large'
  | 'request.idempotency-key-reused'
  | 'account.signed-out'
  | 'account.bad-credentials'
  | 'account.locked-out'
  | 'account.email-taken'
  | 'access.forbidden'
  | 'resource.unknown'
  | 'request.method-not-allowed'
  | 'request.unsupported-media-type'
  | 'session.closed'
  | 'session.unknown'
  | 'room.not-open'
  | 'room.closed'
  | 'room.not-joined'
  | 'room.not-leader'
  | 'room.lead-moved'
  | 'room.leader-here'
  | 'room.member-removed'
  | 'note.unknown'
  | 'intake.red-flag-stands'
  | 'run-sheet.locked'
  | 'stream.key-invalid'
  | 'stream.not-live'
  | 'stream.on'
  | 'stream.malformed'
  | 'stream.replaced'
  | 'stream.stopped'
  | 'class.not-live'
  | 'mirror.off'
  | 'mirror.not-allowed'
  | 'mirror.full'
  | 'mirror.no-seat'
  | 'mirror.age'
  | 'mirror.replaced'
  | 'rate.limited'
  | 'connection.too-many'
  | 'server.unavailable'
  | 'server.unexpected';

/** A breath pattern every device paces by itself from one cue. */
export interface BreathPace {
  /** Breaths, 1 to 200. */
  rounds: number;
  /** Seconds of breathing in, 1 to 20. */
  inSeconds: number;
  /** Seconds of breathing out, 1 to 20. */
  outSeconds: number;
}

/** Start, end or lead on a class. */
export interface ClassRequest {
  /** Which room. */
  sessionId: string;
}

/**
 * One round trip of the clock synchronisation; the client takes the answer of its fastest round
 * trip.
 */
export interface ClockReading {
  /** The server's clock, Unix milliseconds. */
  serverTimeMs: number;
}

/** A cue as it stands in the room's log. */
export interface Cue {
  /** The room's session. */
  sessionId: string;
  /** See Epoch. */
  epoch: string;
  /** See Offset; consecutive within an epoch. */
  offset: number;
  /**
   * When it was sent: the server's clock in Unix milliseconds. Never before that of the cue before
   * it.
   */
  atMs: number;
  /** The sender's id of the cue; a repeated send with it is this cue. */
  clientCueId: string;
  /** Who sent it. */
  sentBy: string;
  /** Their display name. */
  sentByName: string;
  /** What it says. */
  content: CueContent;
  /**
   * Media time: when the frame that it refers to was captured, Unix milliseconds on the server's
   * clock. It is shown on the first frame captured then or later; without video, at once. Equal to
   * AtMs unless the sender said otherwise.
   */
  mediaAtMs: number;
}

/** The cue is in the log and safe. */
export interface CueAck {
  /** See Epoch. */
  epoch: string;
  /** See Offset. */
  offset: number;
  /** See AtMs. */
  atMs: number;
  /** True when this client id was in the log already. */
  repeated: boolean;
  /** See MediaAtMs. */
  mediaAtMs: number;
}

/** What a cue says. Which fields are needed depends on Kind. */
export interface CueContent {
  /** One of CueKinds. */
  kind: CueKind;
  /** The words: needed for form and text, optional otherwise; at most 280 characters. */
  text?: string | null;
  /** For step: index in the run sheet, from 0. */
  stepIndex?: number | null;
  /** For breath: the pace that every device runs by itself. */
  breath?: BreathPace | null;
}

/** A named form error and the words that correct it. */
export interface ExerciseFault {
  /** For instance shrugged-shoulders; unique within its exercise. */
  slug: string;
  /** What a coach sees on the button. */
  name: string;
  /** What the participant reads. */
  correction: string;
}

/** A private correction to one participant. */
export interface FormNote {
  /** Its id. */
  noteId: string;
  /** Which session. */
  sessionId: string;
  /** Whom it is for. */
  to: string;
  /** Their display name. */
  toName: string;
  /** Display name of who sent it. */
  fromName: string;
  /** The words. */
  text: string;
  /** Slug of the exercise, or null. */
  exercise: string | null;
  /** Slug of the fault, or null. */
  fault: string | null;
  /** The server's clock in Unix milliseconds. */
  sentAtMs: number;
  /** When its member saw it; null before. */
  seenAtMs?: number | null;
  /** When it was said to be better; null before. */
  resolvedAtMs?: number | null;
  /** Display name of who said so. */
  betterBy?: string | null;
  /** Who sent it. */
  from?: string | null;
  /**
   * True when its words are the fault's own correction, which a page may say in its reader's
   * language; false for words that a leader wrote; null when it is not known, of a note from before
   * 0.2.
   */
  fromFault?: boolean | null;
}

/** The notes are stored; whoever of the targets is away finds them on return. */
export interface FormNoteAck {
  /** One note a target, in the order of the request. */
  noteIds: string[];
  /** True when this client id was sent before. */
  repeated: boolean;
  /**
   * Targets that got no note, because another leader noted the same fault of theirs within the last
   * minute; null when there are none.
   */
  skipped?: string[] | null;
}

/** All who were noted for one fault in a session. */
export interface FormNoteCohort {
  /** Slug of the exercise. */
  exercise: string;
  /** Slug of the fault. */
  fault: string;
}

/** Raise or lower one's hand; a leader may lower another's. */
export interface HandRequest {
  /** Which room. */
  sessionId: string;
  /** Whose hand; null for one's own. */
  memberId?: string | null;
}

/** Enter a session's room, or come back to it. */
export interface JoinRequest {
  /** Which session. */
  sessionId: string;
  /** The last position seen, to go on from there; null to get the log from its start. */
  after?: LogPosition | null;
}

/** The room as it is at the moment of joining. Cues are not in it: they follow as CueReceived. */
export interface JoinResult {
  /** Which session. */
  sessionId: string;
  /** Title of the class. */
  title: string;
  /** One of RoomStatus. */
  status: RoomStatus;
  /** What this member is here; one of RoomRoles. */
  role: RoomRole;
  /** The member's coached seat, see SeatStatus. */
  seat: SeatStatus;
  /** The log's last position now; cues up to it follow at once. */
  head: LogPosition;
  /** True when After could not be continued and the log starts anew. */
  resync: boolean;
  /**
   * Names the present run sheet, which is read by HTTP at
   * /api/live/sessions/{sessionId}/run-sheets/{runSheetRevision}: what is there never changes.
   */
  runSheetRevision: string;
  /** Planned start, Unix milliseconds. */
  startsAtMs: number;
  /** Planned end, Unix milliseconds. */
  endsAtMs: number;
  /** Real start, or null before it. */
  classStartedAtMs: number | null;
  /** Real end, or null before it. */
  classEndedAtMs: number | null;
  /** Who is here. */
  presence: PresenceSnapshot;
  /** As in RaisedHands). */
  hands: RaisedHands;
  /** Participant: own notes of this session. Leader: all notes of this session. Oldest first. */
  formNotes: FormNote[];
  /** Leaders: the members with a coached seat; empty for participants. */
  seats: RoomMember[];
  /** What the member is credited with so far. */
  watchedSeconds: number;
  /** The server's clock, Unix milliseconds. */
  serverTimeMs: number;
  /** The session's video, see StreamStatus. */
  stream: StreamStatus;
  /** Leaders: whom a leader took out of the session; empty for participants. */
  removed: RoomMember[];
  /** Who leads, as in LeaderNotice). */
  leader?: LeaderNotice | null;
  /** True when this connection leads the class. */
  leads?: boolean;
  /** Leaders: as in PreparedNotice); null for participants. */
  preparedSinceMs?: number | null;
  /** What of the video is missing, see StreamMissing; null when all is there. */
  streamMissing?: StreamMissing | null;
  /**
   * What members with a coached seat may share with the leaders; null when this class has no
   * mirror.
   */
  mirror?: MirrorOffer | null;
}

/** See KeptDay). */
export interface KeptDay {
  /** The session that kept it. */
  sessionId: string;
  /** The day in the member's zone, 2026-11-23. */
  day: string;
  /** Kept days in a row, this one included. */
  currentStreak: number;
  /** The longest so far. */
  longestStreak: number;
  /** Freezes in hand. */
  freezes: number;
}

/** See LeadNotice). */
export interface LeadNotice {
  /** Which room. */
  sessionId: string;
}

/** See LeaderNotice). */
export interface LeaderNotice {
  /** Which room. */
  sessionId: string;
  /** Who leads, or led last; null before anybody did. */
  leaderId: string | null;
  /** Their name. */
  displayName: string | null;
  /** True while the class is on, and neither their connection nor a picture is there. */
  away: boolean;
}

/** Leave a room. */
export interface LeaveRequest {
  /** Which room. */
  sessionId: string;
  /**
   * True when the member is done for today: the attendance is recorded now, not only at the class's
   * end.
   */
  forGood?: boolean;
}

/** A place in a room's log. */
export interface LogPosition {
  /** Names one life of the log; another epoch means another log. */
  epoch: string;
  /** The last cue seen, from 1; 0 before the first. */
  offset: number;
}

/** Marks a form note: that it was seen, or that it helped. Marking again changes nothing. */
export interface MarkFormNoteRequest {
  /** Which room. */
  sessionId: string;
  /** Which note: the member's own, or as a leader any of the session. */
  noteId: string;
  /** One of FormNoteMarks. */
  mark: FormNoteMark;
}

/** A leader cannot go on without a key frame. */
export interface MirrorAskKeyFrame {
  type: 'needKeyFrame';
  /** Whose: Tile. */
  tile: number;
  /** 1 for the tile, 2 for the look-in. */
  kind: number;
}

/** Sharing or watching is over, and the socket is closed. */
export interface MirrorEnded {
  type: 'ended';
  /** Why; see ErrorCodes. */
  code: string;
  /** Why, in words for people. */
  message: string;
  /** True when another try later can help. */
  retryable: boolean;
}

/** A member gives a leader the key of their pictures. */
export interface MirrorGiveKey {
  type: 'key';
  /** Whom: Id. One who is not there any more is passed over. */
  leader: string;
  /** Which key, as the header of each picture names it. */
  keyId: number;
  /** The key, encrypted for this leader's public key: base64 of 60 bytes. */
  wrapped: string;
}

/** To a leader: the key of a member's pictures. */
export interface MirrorKey {
  type: 'key';
  /** Whose: Tile. */
  tile: number;
  /** As in MirrorGiveKey. */
  keyId: number;
  /** As in MirrorGiveKey. */
  wrapped: string;
}

/** A leader who watches. */
export interface MirrorLeader {
  /** Names their socket; another one has another id. */
  id: string;
  /** Who. */
  memberId: string;
  /** Their name. */
  displayName: string;
  /** To members: what their key is to be wrapped for. Empty to leaders. */
  publicKey: string;
  /** To leaders: true when they share the wall. False to members. */
  splits: boolean;
  /** To leaders: the tile that they look in on, or null. Null to members. */
  looksAt: number | null;
}

/** The leaders who watch; the whole list, after each change. */
export interface MirrorLeaders {
  type: 'leaders';
  /** One for each socket. */
  leaders: MirrorLeader[];
}

/** A leader looks in on one member, or no longer. One at a time: another one ends the first. */
export interface MirrorLook {
  type: 'look';
  /** Whom: Tile. */
  tile: number;
  /** False to end it. */
  on: boolean;
}

/** A leader who looks in on a member. */
export interface MirrorLooker {
  /** Who. */
  memberId: string;
  /** Their name. */
  displayName: string;
}

/** To a member: who looks in on them now; the whole list, after each change. */
export interface MirrorLookers {
  type: 'lookers';
  /** Each leader once. */
  lookers: MirrorLooker[];
}

/** To a member: a leader cannot go on without a key frame. */
export interface MirrorNeedKeyFrame {
  type: 'needKeyFrame';
  /** 1 for the tile, 2 for the look-in. */
  kind: number;
}

/** What a room offers those who may share their picture. */
export interface MirrorOffer {
  /** How old one must say to be; 0 for any age. */
  minimumAge: number;
}

/** A member pauses their picture, or goes on; while it is paused nothing is sent. */
export interface MirrorPause {
  type: 'pause';
  /** True to pause. */
  paused: boolean;
}

/** One size of a picture. */
export interface MirrorPictureSettings {
  /** Pixels. */
  width: number;
  /** Pixels. */
  height: number;
  /** The most. */
  framesPerSecond: number;
  /** Kilobits a second, in the long run. */
  kbps: number;
}

/** Asks for a sign of life, and for the server's clock. */
export interface MirrorPing {
  type: 'ping';
  /** Any time of the client's; it comes back. */
  atMs: number;
}

/** The answer to a MirrorPing. */
export interface MirrorPong {
  type: 'pong';
  /** As it was asked. */
  atMs: number;
  /** The server's clock, Unix milliseconds. */
  serverMs: number;
}

/** The two sizes of a picture. */
export interface MirrorSettings {
  /** The small one, of everybody who shares. */
  tile: MirrorPictureSettings;
  /** The larger one, sent while a leader looks in. */
  lookIn: MirrorPictureSettings;
}

/**
 * This member shares their picture with the leaders of the class, from this socket; an earlier one
 * of theirs ends.
 */
export interface MirrorShare {
  type: 'share';
  /** Base64 of a P-256 point, uncompressed (65 bytes), made for this socket. */
  publicKey: string;
  /** True when the member says to have the class's minimum age. */
  ofAge?: boolean;
}

/** The member shares from now on. */
export interface MirrorSharing {
  type: 'sharing';
  /** What to send. */
  settings: MirrorSettings;
}

/** A leader shares the wall with the other leaders who do, or no longer. */
export interface MirrorSplit {
  type: 'split';
  /** True to share it. */
  on: boolean;
}

/** A member who shares. */
export interface MirrorTile {
  /** Stands before each of their pictures; a later socket of theirs has another one. */
  tile: number;
  /** Who. */
  memberId: string;
  /** Their name. */
  displayName: string;
  /** What their keys are wrapped with. */
  publicKey: string;
  /** True while they send nothing. */
  paused: boolean;
  /** Since when they share, Unix milliseconds on the server's clock. */
  sinceMs: number;
  /** When a leader last looked in on them in this class, Unix milliseconds; null when none did. */
  lastLookAtMs: number | null;
}

/** To a leader: who shares; the whole list, after changes. */
export interface MirrorTiles {
  type: 'tiles';
  /** One for each member. */
  tiles: MirrorTile[];
}

/** This leader watches those who share. */
export interface MirrorWatch {
  type: 'watch';
  /** As in MirrorShare. */
  publicKey: string;
}

/** The leader watches from now on. */
export interface MirrorWatching {
  type: 'watching';
  /** Names this socket among the leaders'. */
  id: string;
  /** What comes. */
  settings: MirrorSettings;
}

/** A cue written before the class. */
export interface PreparedCue {
  /** When to send it, in seconds after its step began; less than the step's duration. */
  atSeconds: number;
  /** The words, 1 to 280 characters. */
  text: string;
}

/** See PreparedNotice). */
export interface PreparedNotice {
  /** Which room. */
  sessionId: string;
  /** Since when prepared cues leave by themselves, Unix milliseconds; null while they do not. */
  sinceMs: number | null;
}

/** Switch prepared cues on or off: while on, the room itself sends each one at its moment. */
export interface PreparedRequest {
  /** Which room. */
  sessionId: string;
  /** True when they are to leave by themselves. */
  on: boolean;
}

/** Merged joins and leaves. */
export interface PresenceDifference {
  /** Which room. */
  sessionId: string;
  /** People here now. */
  count: number;
  /** As in Listed. When it changes the difference is against an empty list. */
  listed: boolean;
  /** Who came. */
  joined: RoomMember[];
  /** Who went. */
  left: string[];
}

/** Who is here now. */
export interface PresenceSnapshot {
  /** People, however many tabs each has open. */
  count: number;
  /** True when Members is everybody; false above 200 people, when it is leaders and friends. */
  listed: boolean;
  /** See Listed. */
  members: RoomMember[];
}

/** A raised hand. */
export interface RaisedHand {
  /** Whose. */
  memberId: string;
  /** Their name. */
  displayName: string;
  /** Since when, Unix milliseconds. */
  atMs: number;
}

/** Raised hands, oldest first. */
export interface RaisedHands {
  /** Which room. */
  sessionId: string;
  /** See RaisedHands). */
  hands: RaisedHand[];
}

/** A reaction from a participant. */
export interface ReactRequest {
  /** Which room. */
  sessionId: string;
  /** One of Reactions. */
  reaction: Reaction;
}

/** Reactions since the last tally. */
export interface ReactionTally {
  /** Which room. */
  sessionId: string;
  /** How many of each that occurred; others are left out. */
  counts: Record<string, number>;
}

/**
 * This node is about to stop. A client that connects again at the time it was given finds another
 * one; without it, it is disconnected somewhat later and comes back by itself.
 */
export interface ReconnectNotice {
  /**
   * Milliseconds from now at which to disconnect, connect again and join with the last position;
   * differs for each connection, so that they do not all come at once.
   */
  afterMs: number;
}

/** See RenameNotice). */
export interface RenameNotice {
  /** Which room. */
  sessionId: string;
  /** Who. */
  memberId: string;
  /** Their name from now on. */
  displayName: string;
}

/** See ResyncNotice). */
export interface ResyncNotice {
  /** Which room. */
  sessionId: string;
  /** Why, in words for a log. */
  reason: string;
}

/** See RoleNotice). */
export interface RoleNotice {
  /** Which room. */
  sessionId: string;
  /** One of RoomRoles. */
  role: RoomRole;
}

/** See RoomClosedNotice). */
export interface RoomClosedNotice {
  /** Which room. */
  sessionId: string;
  /** Why, in words for people. */
  reason: string;
  /** Why, for programs: room.closed, or room.member-removed. */
  code: string;
}

/** A person in the room. */
export interface RoomMember {
  /** Who. */
  memberId: string;
  /** Their name. */
  displayName: string;
  /** One of RoomRoles. */
  role: RoomRole;
}

/** A member of a room, for a leader to act on. */
export interface RoomMemberRequest {
  /** Which room. */
  sessionId: string;
  /** Whom. */
  memberId: string;
}

/** The ordered, timed steps of one class. */
export interface RunSheet {
  /** In order; each starts where the one before it ends. */
  steps: RunSheetStep[];
  durationSeconds: number;
}

/** See RunSheetNotice). */
export interface RunSheetNotice {
  /** Which room. */
  sessionId: string;
  /** What will be done. */
  runSheet: RunSheet;
}

/** One timed step of a run sheet. */
export interface RunSheetStep {
  /** Position in the sheet, from 0. */
  index: number;
  /** Slug of the exercise, for instance cat-cow. */
  exercise: string;
  /** What people read, for instance "Thread the Needle". */
  name: string;
  /** One of StepKinds. */
  kind: StepKind;
  /** One of StepSides, or null when the step has no side. */
  side: StepSide | null;
  /** Seconds from the start of the class. */
  offsetSeconds: number;
  /** Seconds the step lasts. */
  durationSeconds: number;
  /** One sentence that says what to do now. */
  instruction: string;
  /** Breath pace, or null when the step is not paced by breath. */
  breath: BreathPace | null;
  /** Which set this is, from 1; null when the step has no sets. */
  set: number | null;
  /** How many sets; null when the step has no sets. */
  sets: number | null;
  /** Repetitions in the set; null for holds and paced rounds. */
  repetitions: number | null;
  /** The faults a form note may name during this step. */
  faults: ExerciseFault[];
  /**
   * What the step is for a participant of each level, 0 to 4, in order; null when it is the same
   * for everybody. Each device picks its own, so that one cue coaches every level.
   */
  levels?: StepDosage[] | null;
  /** Cues prepared for this step, by rising time; null when there are none. */
  cues?: PreparedCue[] | null;
  /** What the exercise is called, without variation or pause: "Locust" of "Locust, Y arms". */
  exerciseName?: string | null;
  /** Which form of the exercise the class does; null for its own. */
  variation?: string | null;
  /** What a rest is for, one of StepPauses; null for work. */
  pause?: StepPause | null;
}

/** A cue to everybody; instructor or coach. */
export interface SendCueRequest {
  /** Which room. */
  sessionId: string;
  /** Chosen by the sender, 1 to 64 characters; sending it again is not a second cue. */
  clientCueId: string;
  /** What it says. */
  content: CueContent;
  /** See MediaAtMs: at most 30 minutes ago and 2 seconds ahead; null for now. */
  mediaAtMs?: number | null;
}

/** A private correction; instructor or coach. */
export interface SendFormNoteRequest {
  /** Which room. */
  sessionId: string;
  /** Chosen by the sender, 1 to 64 characters; sending it again is not a second note. */
  clientNoteId: string;
  /** The members it is for, 1 to 50; empty when Cohort is given. */
  to: string[];
  /**
   * The words, 1 to 500 characters; may be null when Fault is given, which then supplies them.
   * {name} becomes the first name of each target, {exercise} the name of the exercise, {side} the
   * side of the current step.
   */
  text?: string | null;
  /** Slug of the exercise, or null. */
  exercise?: string | null;
  /** Slug of the fault, or null. */
  fault?: string | null;
  /** Sends it to all who were noted for this fault in this session, instead of to To. */
  cohort?: FormNoteCohort | null;
  /**
   * True to note the same fault of the same member again although a leader did so within the last
   * minute.
   */
  force?: boolean;
}

/** What one step is for a participant of one level. */
export interface StepDosage {
  /** 0 (a flare day) to 4. */
  level: number;
  /** The dosage in words, for instance "25 s, Y arms". */
  text: string;
  /** Which form of the exercise; null for its own. */
  variation: string | null;
  /** Length of the hold; null when it is not a hold. */
  holdSeconds: number | null;
  /** Repetitions in this set; null for holds and paced rounds. */
  repetitions: number | null;
  /** Breath pace; null when the step is not paced by breath. */
  breath: BreathPace | null;
  /** True when this level rests during the step. */
  leaveOut: boolean;
  /**
   * One sentence that says what to do now at this level; for a step that is left out, what to do
   * instead.
   */
  instruction: string;
}

/** See StreamNotice). */
export interface StreamNotice {
  /** Which room. */
  sessionId: string;
  /** One of StreamStatus. */
  status: StreamStatus;
  /** One of StreamMissing, or null when all is there. */
  missing?: StreamMissing | null;
}

/** The report is stored. */
export interface WatchAck {
  /**
   * What the member is credited with in this session so far, each second once however many tabs.
   */
  watchedSeconds: number;
}

/**
 * What this client really watched. Sent every few seconds while the class is on screen, and when it
 * stops.
 */
export interface WatchReport {
  /** Which room. */
  sessionId: string;
  /** Start on the server's clock, Unix milliseconds. */
  fromMs: number;
  /** End on the server's clock, Unix milliseconds; at most 120,000 after FromMs. */
  toMs: number;
}

/**
 * What a client says on the mirror's socket, /hubs/mirror/{sessionId}. The first message decides
 * what the socket is: MirrorShare or MirrorWatch.
 */
export type MirrorClientMessage =
  | MirrorShare
  | MirrorWatch
  | MirrorPause
  | MirrorGiveKey
  | MirrorLook
  | MirrorAskKeyFrame
  | MirrorSplit
  | MirrorPing;

/** What the server says on the mirror's socket. */
export type MirrorServerMessage =
  | MirrorSharing
  | MirrorWatching
  | MirrorLeaders
  | MirrorLookers
  | MirrorTiles
  | MirrorKey
  | MirrorNeedKeyFrame
  | MirrorEnded
  | MirrorPong;

/** How much the hub takes of each message. */
export const hubLimits = {
  BreathPace: {
    rounds: { minimum: 1, maximum: 200 },
    inSeconds: { minimum: 1, maximum: 20 },
    outSeconds: { minimum: 1, maximum: 20 },
  },
  CueContent: {
    text: { maxLength: 280 },
  },
  MirrorAskKeyFrame: {
    tile: { minimum: 0, maximum: 65535 },
    kind: { minimum: 1, maximum: 2 },
  },
  MirrorGiveKey: {
    leader: { minLength: 1, maxLength: 32 },
    keyId: { minimum: 1, maximum: 255 },
    wrapped: { minLength: 80, maxLength: 80 },
  },
  MirrorLook: {
    tile: { minimum: 0, maximum: 65535 },
  },
  MirrorShare: {
    publicKey: { minLength: 88, maxLength: 88 },
  },
  MirrorWatch: {
    publicKey: { minLength: 88, maxLength: 88 },
  },
  PreparedCue: {
    text: { minLength: 1, maxLength: 280 },
  },
  SendCueRequest: {
    clientCueId: { minLength: 1, maxLength: 64 },
  },
  SendFormNoteRequest: {
    clientNoteId: { minLength: 1, maxLength: 64 },
    to: { maxItems: 50 },
    text: { maxLength: 500 },
    exercise: { maxLength: 80 },
    fault: { maxLength: 80 },
  },
  StepDosage: {
    level: { minimum: 0, maximum: 4 },
  },
} as const;

/**
 * How much the mirror's socket takes; the same numbers are in the contract that clients are made
 * from.
 */
export const mirrorLimits = {
  /** Bytes before the encrypted picture. */
  headerBytes: 24,
  /** Bytes that encryption adds to a picture. */
  tagBytes: 16,
  /** Bytes of a picture of a tile, with header and tag. */
  tileBytes: 16384,
  /** Bytes of a picture of a look-in, with header and tag. */
  lookInBytes: 49152,
  /** Pixels. */
  tileWidth: 160,
  /** Pixels. */
  tileHeight: 120,
  /** Pixels. */
  lookInWidth: 320,
  /** Pixels. */
  lookInHeight: 240,
  /** Characters of a public key. */
  publicKey: 88,
  /** Characters of a wrapped key. */
  wrappedKey: 80,
  /** Characters of a leader's id. */
  leaderId: 32,
  /** Bytes of a text message. */
  textBytes: 1024,
} as const;

/**
 * What a client may call on /hubs/live. Every refusal is a hub error whose text ends in a JSON
 * object {"code", "retryable", "message"}; the codes are in ErrorCodes.
 */
export interface LiveSessionHub {
  /**
   * Enters a room; again to resume after a reconnect. Any signed-in member may, as soon as it is
   * open.
   */
  Join(request: JoinRequest): Promise<JoinResult>;
  /** Leaves a room on this connection. */
  Leave(request: LeaveRequest): Promise<void>;
  /** Sends a cue to everybody in the room. Leaders of the session. */
  SendCue(request: SendCueRequest): Promise<CueAck>;
  /** Sends a private form note. Leaders of the session. */
  SendFormNote(request: SendFormNoteRequest): Promise<FormNoteAck>;
  /** Marks a form note as seen (its member) or as better now (its member or a leader). */
  MarkFormNote(request: MarkFormNoteRequest): Promise<FormNote>;
  /** Reacts; tallied, at most once a second. */
  React(request: ReactRequest): Promise<void>;
  /** Raises one's own hand. */
  RaiseHand(request: HandRequest): Promise<void>;
  /** Lowers one's own hand, or as a leader another's. */
  LowerHand(request: HandRequest): Promise<void>;
  /** Reports what this client really watched; the union of all reports is the attendance. */
  ReportWatching(report: WatchReport): Promise<WatchAck>;
  /**
   * Leads the class from this connection: a coach, or an administrator, when who led it is not
   * there. The instructor leads again by joining.
   */
  LeadOn(request: ClassRequest): Promise<void>;
  /** Lets the room send prepared cues by itself, or no longer. Who leads. */
  SendPrepared(request: PreparedRequest): Promise<void>;
  /** Starts the class. Who leads. */
  StartClass(request: ClassRequest): Promise<CueAck>;
  /** Ends the class; attendance is recorded for everybody. Who leads. */
  EndClass(request: ClassRequest): Promise<CueAck>;
  /**
   * Takes a participant out of the session, until readmitted: neither the room nor the video is
   * open to them. Leaders of the session.
   */
  RemoveMember(request: RoomMemberRequest): Promise<void>;
  /** Lets a participant in again. Leaders of the session. */
  ReadmitMember(request: RoomMemberRequest): Promise<void>;
  /** Reads the server's clock. */
  ReadClock(): Promise<ClockReading>;
}

/** What the server calls on a client connected to /hubs/live. */
export interface LiveSessionClient {
  /**
   * The next cue of the room's log. Missed cues after Join and live ones come through this one
   * stream, in rising order of Offset, each once.
   */
  CueReceived(cue: Cue): void;
  /**
   * The stream cannot go on from the position the client gave: forget all cues of this session; the
   * cues that follow start the log anew.
   */
  Resync(notice: ResyncNotice): void;
  /**
   * A private form note for this member; leaders get the notes that any leader of the session sent.
   */
  FormNoteReceived(note: FormNote): void;
  /** A form note was seen or helped; its member and the leaders get it. */
  FormNoteChanged(note: FormNote): void;
  /** The session is planned otherwise: this is its run sheet from now on. */
  RunSheetChanged(notice: RunSheetNotice): void;
  /** Who came and went since the last difference; at most once a second. */
  PresenceChanged(difference: PresenceDifference): void;
  /** Reactions since the last tally; at most once a second. */
  ReactionsTallied(tally: ReactionTally): void;
  /** Leaders: all raised hands, oldest first. A participant: their own hand, or none. */
  HandsChanged(hands: RaisedHands): void;
  /** This member's day is kept; sent as soon as it is earned. */
  DayKept(day: KeptDay): void;
  /** The session's video began, broke off, came back or ended. */
  StreamChanged(notice: StreamNotice): void;
  /** The class is led from another connection from now on; this one still sees everything. */
  LeadMoved(notice: LeadNotice): void;
  /** Somebody else leads, or who leads went away or came back. */
  LeaderChanged(notice: LeaderNotice): void;
  /** This member is something else in the room from now on: join again to see what goes with it. */
  RoleChanged(notice: RoleNotice): void;
  /**
   * Somebody has another name. Leaders hear it of everybody, participants of themselves and of
   * leaders.
   */
  MemberRenamed(notice: RenameNotice): void;
  /** Leaders: prepared cues leave by themselves from now on, or no longer. */
  PreparedChanged(notice: PreparedNotice): void;
  /** The room is closed, or a leader took this member out; nothing more will come. */
  RoomClosed(notice: RoomClosedNotice): void;
  /**
   * This node is about to stop: connect again, which leads to another one, and join from the last
   * position.
   */
  ReconnectElsewhere(notice: ReconnectNotice): void;
}
