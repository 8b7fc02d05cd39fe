/** Pause before the n-th attempt to reconnect (from 0): doubling to 15 s, with full jitter so that a room does not return in one wave. */
export function reconnectDelay(attempt: number, random: () => number = Math.random): number {
  const ceiling = Math.min(15_000, 600 * 2 ** Math.min(attempt, 10));
  return Math.round(200 + random() * ceiling);
}
