import type { SessionDay } from '../api/types';
import { countdown, plural } from '../design/time';

/** How much more, in words: whole minutes, or seconds when it is less than one. */
function more(seconds: number): string {
  return seconds < 60
    ? `${plural(seconds, 'more second')}`
    : `${plural(Math.ceil(seconds / 60), 'more minute')}`;
}

export interface ClassTold {
  watchedSeconds: number;
  isOver: boolean;
  isToday: boolean;
}

/** What one did, and what it did for the streak; how much is enough is the server's to say. */
export function dayMessage(
  { watchedSeconds, isOver, isToday }: ClassTold,
  day: SessionDay | undefined,
): string {
  const did = `You did ${countdown(watchedSeconds * 1000)}.`;
  if (!day?.recorded) return did;
  if (day.keeps) return `${did} ${isToday ? 'Today counts' : 'The day counted'} for your streak.`;
  if (day.dayKept)
    return `${did} ${isToday ? 'Today already counts' : 'The day counted'} for your streak.`;
  const missing = (day.neededSeconds ?? 0) - Math.max(watchedSeconds, day.watchedSeconds);
  if (missing <= 0) return did;
  const which = isToday ? 'today' : 'the day';
  return isOver
    ? `${did} ${more(missing)} and ${which} would have counted for your streak.`
    : `${did} ${more(missing)} and ${which} counts for your streak.`;
}
