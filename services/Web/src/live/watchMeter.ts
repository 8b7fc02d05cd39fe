export interface Span {
  fromMs: number;
  toMs: number;
}

/** The server takes at most 120 s in one report. */
const longestMs = 120_000;

/**
 * Measures what was really watched, on the server's clock. It runs only while told so (class live,
 * page visible, connected); spans whose report failed are kept and offered again, since the server
 * counts each second once.
 */
export class WatchMeter {
  private since: number | null = null;
  private unsent: Span[] = [];

  get running(): boolean {
    return this.since !== null;
  }

  start(nowMs: number): void {
    this.since ??= nowMs;
  }

  stop(nowMs: number): void {
    this.cut(nowMs);
    this.since = null;
  }

  /** All that has not been reported yet; the meter goes on from here. */
  take(nowMs: number): Span[] {
    this.cut(nowMs);
    const spans = this.unsent;
    this.unsent = [];
    return spans;
  }

  /** A report did not get through. */
  giveBack(spans: readonly Span[]): void {
    this.unsent = [...spans, ...this.unsent].slice(-60);
  }

  private cut(nowMs: number): void {
    if (this.since === null) return;
    let from = Math.round(this.since);
    const to = Math.round(nowMs);
    if (to <= from) return;
    for (; to - from > longestMs; from += longestMs)
      this.unsent.push({ fromMs: from, toMs: from + longestMs });
    this.unsent.push({ fromMs: from, toMs: to });
    this.since = nowMs;
  }
}
