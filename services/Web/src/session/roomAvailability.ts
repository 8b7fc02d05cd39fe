import { settings } from '../api/settings';

const minute = 60_000;

/** How many minutes before its planned start a class's room opens. */
export const opensBeforeMinutes = (): number => settings().room.opensBeforeMinutes;

/** When the room of a class opens that is planned to start then. */
export const opensAtMs = (startsAtMs: number): number => startsAtMs - opensBeforeMinutes() * minute;

export const hasOpened = (startsAt: string, nowMs: number): boolean =>
  nowMs >= opensAtMs(Date.parse(startsAt));

/** Whether the room of a class that has not begun is closed again: then it is not held. */
export const hasClosed = (endsAt: string, nowMs: number): boolean =>
  nowMs >= Date.parse(endsAt) + settings().room.closesAfterMinutes * minute;
