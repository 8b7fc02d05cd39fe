/** How long before its planned start a class's room opens. */
export const opensBeforeMs = 15 * 60_000;
/** A class that has not begun so long after its planned end is not held: its room is closed. */
const closesAfterMs = 15 * 60_000;

export const opensAtMs = (startsAt: string): number => Date.parse(startsAt) - opensBeforeMs;

export const hasOpened = (startsAt: string, nowMs: number): boolean => nowMs >= opensAtMs(startsAt);

/** Whether the room of a class that has not begun is closed again. */
export const hasClosed = (endsAt: string, nowMs: number): boolean =>
  nowMs >= Date.parse(endsAt) + closesAfterMs;
