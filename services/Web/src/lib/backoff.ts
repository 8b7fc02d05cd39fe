/**
 * When to leave a server that is about to stop: as it says, which is spread over everybody already,
 * and a little spread of our own.
 */
export function moveDelay(afterMs: number, random: () => number = Math.random): number {
  return Math.round(Math.min(60_000, Math.max(0, afterMs)) + random() * 250);
}

/**
 * Pause after a connection was refused because there are too many: somebody has to close one first.
 */
export function crowdedDelay(random: () => number = Math.random): number {
  return Math.round(20_000 + random() * 10_000);
}

/**
 * Pause before the n-th attempt to reconnect (from 0): doubling to 15 s, with full jitter so that a
 * room does not return in one wave.
 */
export function reconnectDelay(attempt: number, random: () => number = Math.random): number {
  const ceiling = Math.min(15_000, 600 * 2 ** Math.min(attempt, 10));
  return Math.round(200 + random() * ceiling);
}
