export interface Stall {
  /** Unix milliseconds on the server's clock. */
  atMs: number;
  durationMs: number;
}

const shortestMs = 200;

/**
 * When the picture stood still although it should not have, for the viewer's stats and the
 * platform's health.
 */
export class StallLog {
  count = 0;
  private since: number | null = null;
  private unreported: Stall[] = [];

  constructor(private readonly now: () => number) {}

  begin(): void {
    this.since ??= this.now();
  }

  end(): void {
    if (this.since === null) return;
    const stall = { atMs: this.since, durationMs: this.now() - this.since };
    this.since = null;
    if (stall.durationMs < shortestMs) return;
    this.count++;
    this.unreported.push(stall);
  }

  /** What could not be reported after all. */
  putBack(stalls: Stall[]): void {
    this.unreported.unshift(...stalls);
  }

  /** What was not reported yet; a stall that goes on is cut here and goes on in the next report. */
  take(): Stall[] {
    if (this.since !== null) {
      this.end();
      this.begin();
    }
    return this.unreported.splice(0);
  }
}
