import type { ServerClock } from '../clock/clock';
import { hubProblem } from './hubError';
import { type Span, WatchMeter } from './watchMeter';

/** Tells the server what was really watched, every few seconds and whenever watching stops. */
export class WatchReporter {
  private readonly meter = new WatchMeter();
  private queue: Promise<void> = Promise.resolve();

  constructor(
    private readonly clock: ServerClock,
    private readonly send: (span: Span) => Promise<void>,
  ) {}

  /**
   * Watching is on while the class is live, on a visible page, over a working connection; the end
   * of class cuts it off.
   */
  follow(state: { on: boolean; endedAtMs: number | null }): void {
    const on = state.on && state.endedAtMs === null;
    if (on) {
      if (this.clock.synchronised) this.meter.start(this.clock.now());
    } else if (this.meter.running) {
      this.meter.stop(Math.min(this.clock.now(), state.endedAtMs ?? Infinity));
      void this.report();
    }
  }

  /** Sends what is unsent; settles once that was tried, after any report already under way. */
  report(): Promise<void> {
    return (this.queue = this.queue.then(() => this.sendAll()));
  }

  private async sendAll(): Promise<void> {
    const spans = this.meter.take(this.clock.now());
    try {
      while (spans.length > 0) {
        await this.send(spans[0]!);
        spans.shift();
      }
    } catch (error) {
      // A refusal will not change by repeating it; a lost connection will.
      if (hubProblem(error).retryable) this.meter.giveBack(spans);
    }
  }
}
