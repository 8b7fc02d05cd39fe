import type { RunSheetStep } from '../contract/hub';

/**
 * A practice on this device's own clock. Times are milliseconds; `now` is any clock that only goes
 * forward.
 */
export interface Player {
  index: number;
  /** Practised time at which the current step began. */
  stepAtMs: number;
  /** Practised time up to `since`, or up to now while paused. */
  doneMs: number;
  /** When it began to run; null while paused. */
  since: number | null;
  over: boolean;
}

export type PlayerEvent =
  | { type: 'play'; now: number }
  | { type: 'pause'; now: number }
  | { type: 'tick'; now: number }
  | { type: 'next'; now: number }
  | { type: 'back'; now: number }
  | { type: 'finish'; now: number };

export const newPlayer: Player = { index: 0, stepAtMs: 0, doneMs: 0, since: null, over: false };

/** A step that is hardly begun is left backwards; otherwise "back" begins it again. */
const beginsAgainAfterMs = 3_000;

/** Practised time: it stands still while paused, and skipping adds nothing to it. */
export function practised(player: Player, now: number): number {
  return player.doneMs + (player.since === null ? 0 : Math.max(0, now - player.since));
}

const at = (player: Player, now: number): Player => ({
  ...player,
  doneMs: practised(player, now),
  since: player.since === null ? null : now,
});
const ended = (player: Player): Player => ({ ...player, since: null, over: true });

/**
 * Goes on to the steps whose time has come; after the last the practice is over and nothing more
 * counts.
 */
function advanced(player: Player, steps: readonly Pick<RunSheetStep, 'durationSeconds'>[]): Player {
  let { index, stepAtMs } = player;
  for (
    let step = steps[index];
    step && player.doneMs >= stepAtMs + step.durationSeconds * 1000;
    step = steps[index]
  ) {
    stepAtMs += step.durationSeconds * 1000;
    index += 1;
  }
  if (index >= steps.length)
    return ended({
      ...player,
      index: Math.max(0, steps.length - 1),
      stepAtMs,
      doneMs: Math.min(player.doneMs, stepAtMs),
    });
  return index === player.index ? player : { ...player, index, stepAtMs };
}

export function playerReducer(
  steps: readonly Pick<RunSheetStep, 'durationSeconds'>[],
  player: Player,
  event: PlayerEvent,
): Player {
  if (player.over) return player;
  const current = advanced(at(player, event.now), steps);
  if (current.over) return current;
  switch (event.type) {
    case 'tick':
      return current;
    case 'play':
      return { ...current, since: event.now };
    case 'pause':
      return { ...current, since: null };
    case 'next':
      return current.index + 1 >= steps.length
        ? ended(current)
        : { ...current, index: current.index + 1, stepAtMs: current.doneMs };
    case 'back': {
      const again = current.doneMs - current.stepAtMs > beginsAgainAfterMs;
      return {
        ...current,
        index: again ? current.index : Math.max(0, current.index - 1),
        stepAtMs: current.doneMs,
      };
    }
    case 'finish':
      return ended(current);
  }
}
