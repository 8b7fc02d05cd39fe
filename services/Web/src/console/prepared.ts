import type { Cue, PreparedCue, RunSheetStep } from '../api/contract';

/** A prepared cue of the step that is on, with when it is due. */
export interface DueCue extends PreparedCue {
  /** The same on every device and after a reload, so that it is sent once whoever sends it. */
  id: string;
  dueMs: number;
  sent: boolean;
}

/** An automatic cue that is later than this says something about a moment that is over. */
export const autoLateMs = 5_000;

/** The prepared cues of the current step; what the log has under their ids was sent. */
export function preparedCues(steps: readonly RunSheetStep[], current: { index: number; atMs: number } | null, log: readonly Cue[]): DueCue[] {
  const cues = current ? steps[current.index]?.cues ?? [] : [];
  const sent = new Set(log.map((cue) => cue.clientCueId));
  return cues.map((cue, place) => {
    const id = `prepared-${current!.atMs}-${current!.index}-${place}`;
    return { ...cue, id, dueMs: current!.atMs + cue.atSeconds * 1000, sent: sent.has(id) };
  });
}

/** The next one that was not sent: what `p` sends. */
export const nextPrepared = (cues: readonly DueCue[]): DueCue | undefined => cues.find((cue) => !cue.sent);

/** Those that are to go out by themselves now. */
export const dueNow = (cues: readonly DueCue[], nowMs: number): DueCue[] =>
  cues.filter((cue) => !cue.sent && cue.dueMs <= nowMs && nowMs - cue.dueMs < autoLateMs);
