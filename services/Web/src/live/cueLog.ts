import type { Cue, LogPosition } from '../contract/hub';

/** What this client has of a room's log. */
export interface CueLog {
  epoch: string | null;
  /** The last cue seen; 0 before the first. */
  offset: number;
  cues: Cue[];
  /**
   * True when a cue came that does not follow the last one: join again from the position to get
   * what is missing.
   */
  gap: boolean;
}

export const emptyLog: CueLog = { epoch: null, offset: 0, cues: [], gap: false };

/**
 * Takes the next cue. What was seen before is dropped; another epoch is another log; a hole is
 * never papered over.
 */
export function receiveCue(log: CueLog, cue: Cue): CueLog {
  if (log.epoch !== cue.epoch)
    return { epoch: cue.epoch, offset: cue.offset, cues: [cue], gap: false };
  if (cue.offset <= log.offset) return log;
  if (log.offset > 0 && cue.offset > log.offset + 1) return log.gap ? log : { ...log, gap: true };
  return { epoch: cue.epoch, offset: cue.offset, cues: [...log.cues, cue], gap: false };
}

/** The server cannot go on from our position: the cues that follow start the log anew. */
export function resync(): CueLog {
  return emptyLog;
}

/** The position to go on from, or null to get the log from its start. */
export function position(log: CueLog): LogPosition | null {
  return log.epoch === null || log.offset === 0 ? null : { epoch: log.epoch, offset: log.offset };
}

/** What the log says about the class; times are media time. */
export interface ClassState {
  startedAtMs: number | null;
  endedAtMs: number | null;
  step: { index: number; atMs: number } | null;
  /** A breath cue that overrides the step's own pace, until the next step. */
  breath: { cue: Cue; atMs: number } | null;
  /** Form and text cues, oldest first. */
  messages: Cue[];
}

export function foldClass(cues: readonly Cue[]): ClassState {
  const state: ClassState = {
    startedAtMs: null,
    endedAtMs: null,
    step: null,
    breath: null,
    messages: [],
  };
  for (const cue of cues) {
    switch (cue.content.kind) {
      case 'class-started':
        state.startedAtMs = cue.mediaAtMs;
        break;
      case 'class-ended':
        state.endedAtMs = cue.mediaAtMs;
        break;
      case 'step':
        state.step = { index: cue.content.stepIndex ?? 0, atMs: cue.mediaAtMs };
        state.breath = null;
        if (cue.content.text) state.messages.push(cue);
        break;
      case 'breath':
        if (cue.content.breath) state.breath = { cue, atMs: cue.mediaAtMs };
        if (cue.content.text) state.messages.push(cue);
        break;
      default:
        state.messages.push(cue);
    }
  }
  return state;
}
