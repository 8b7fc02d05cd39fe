/**
 * Unix milliseconds of some moment: the present on the server's clock, or the one that a picture
 * shows.
 */
export interface Clock {
  now(): number;
}

/**
 * One round trip: when it was asked and answered on the local monotonic clock, and what the
 * server's clock said between.
 */
export interface RoundTrip {
  sentAt: number;
  receivedAt: number;
  serverTimeMs: number;
}

interface Sample {
  offset: number;
  rtt: number;
  at: number;
}

/**
 * Two clocks part by up to this much: 0.1 ms a second covers a poor quartz, so an old sample loses
 * to a fresh one in time.
 */
const driftMsPerMs = 0.0001;
const kept = 32;

/**
 * Estimates the server's clock from many round trips. The fastest one bounds the error best (half
 * its duration), so it wins; its age counts against it as possible drift.
 */
export class ServerClock implements Clock {
  private samples: Sample[] = [];

  constructor(
    private readonly local: () => number = () => performance.timeOrigin + performance.now(),
    /** The offset while nothing is measured. */
    private readonly otherwise: () => number = () => 0,
  ) {}

  /** The local monotonic clock that round trips are measured with, in milliseconds. */
  localNow(): number {
    return this.local();
  }

  add(trip: RoundTrip): void {
    const rtt = trip.receivedAt - trip.sentAt;
    if (rtt < 0) return;
    this.samples.push({
      offset: trip.serverTimeMs - (trip.sentAt + rtt / 2),
      rtt,
      at: trip.receivedAt,
    });
    if (this.samples.length > kept) this.samples.shift();
  }

  /** Forgets everything: after sleep the local monotonic clock may have stood still. */
  reset(): void {
    this.samples = [];
  }

  get synchronised(): boolean {
    return this.samples.length > 0;
  }

  private best(): Sample | undefined {
    const now = this.local();
    const bound = (sample: Sample) => sample.rtt / 2 + (now - sample.at) * driftMsPerMs;
    return this.samples.reduce<Sample | undefined>(
      (best, sample) => (best === undefined || bound(sample) <= bound(best) ? sample : best),
      undefined,
    );
  }

  /** Milliseconds to add to the local clock. */
  get offsetMs(): number {
    return this.best()?.offset ?? this.otherwise();
  }

  /** How far off the estimate can be, in milliseconds. */
  get errorMs(): number {
    const best = this.best();
    return best === undefined ? Infinity : best.rtt / 2 + (this.local() - best.at) * driftMsPerMs;
  }

  /** The server's clock in Unix milliseconds. */
  now(): number {
    return this.local() + this.offsetMs;
  }
}

/** Runs a burst of round trips one after another. */
export async function synchronise(
  clock: ServerClock,
  read: () => Promise<number>,
  trips: number,
  pauseMs: number,
): Promise<void> {
  for (let trip = 0; trip < trips; trip++) {
    const sentAt = clock.localNow();
    const serverTimeMs = await read();
    clock.add({ sentAt, receivedAt: clock.localNow(), serverTimeMs });
    if (trip + 1 < trips) await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
