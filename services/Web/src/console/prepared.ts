import type { Cue, PreparedCue, RunSheetStep } from '../contract/hub';

/** `waiting` until it is due; `lost` when the room should have sent it and its moment is over. */
export type PreparedState = 'waiting' | 'due' | 'sent' | 'late' | 'lost';

/** A prepared cue of the step that is on, with when it is due. */
export interface DueCue extends PreparedCue {
  /** The same on every device and after a reload, so that it is sent once whoever sends it. */
  id: string;
  dueMs: number;
  sent: boolean;
  /** How long after its moment it was sent, in milliseconds. */
  lateMs: number;
}

/**
 * The room sends a cue that it could not send in time for so long; then it says something about a
 * moment that is over.
 */
const latestMs = 15_000;
/** Less than this nobody notices. */
const noticedMs = 2_000;

/** The prepared cues of the current step; what the log has under their ids was sent. */
export function preparedCues(
  steps: readonly RunSheetStep[],
  current: { index: number; atMs: number } | null,
  log: readonly Cue[],
): DueCue[] {
  const cues = current ? (steps[current.index]?.cues ?? []) : [];
  const sent = new Map(log.map((cue) => [cue.clientCueId, cue]));
  return cues.map((cue, place) => {
    const id = `prepared-${current!.atMs}-${current!.index}-${place}`;
    const dueMs = current!.atMs + cue.atSeconds * 1000;
    const found = sent.get(id);
    return {
      ...cue,
      id,
      dueMs,
      sent: found !== undefined,
      lateMs: found ? Math.max(0, found.atMs - dueMs) : 0,
    };
  });
}

/** What has become of a cue; `sinceMs` is since when the room sends them by itself. */
export function stateOf(cue: DueCue, sinceMs: number | null, nowMs: number): PreparedState {
  if (cue.sent) return cue.lateMs > noticedMs ? 'late' : 'sent';
  if (cue.dueMs > nowMs) return 'waiting';
  return sinceMs !== null && cue.dueMs >= sinceMs && nowMs - cue.dueMs > latestMs ? 'lost' : 'due';
}

/** The next one that was not sent: what `p` sends. */
export const nextPrepared = (cues: readonly DueCue[]): DueCue | undefined =>
  cues.find((cue) => !cue.sent);
