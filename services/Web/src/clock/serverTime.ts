import { type Clock, type RoundTrip, ServerClock } from './clock';

/**
 * How far two estimates may lie apart beyond their errors before the older one is forgotten: the
 * device slept, or its clock was set.
 */
const slackMs = 250;

/**
 * The server's clock, measured by every answer of the API. Whatever a page compares with now, it
 * compares with this: a device's own clock may be minutes off. Before the first answer it is the
 * device's.
 */
export class ServerTime implements Clock {
  private readonly clock: ServerClock;

  constructor(local?: () => number) {
    this.clock = new ServerClock(local);
  }

  /** The local clock that answers are measured with. */
  localNow(): number {
    return this.clock.localNow();
  }

  heard(trip: RoundTrip): void {
    const rtt = trip.receivedAt - trip.sentAt;
    const offset = trip.serverTimeMs - (trip.sentAt + rtt / 2);
    if (Math.abs(offset - this.clock.offsetMs) > rtt / 2 + this.clock.errorMs + slackMs)
      this.clock.reset();
    this.clock.add(trip);
  }

  /** Milliseconds to add to the local clock. */
  get offsetMs(): number {
    return this.clock.offsetMs;
  }

  now(): number {
    return this.clock.now();
  }
}

/** The one clock of all pages. */
export const serverTime = new ServerTime();

/** The present in Unix milliseconds, on the server's clock. */
export const serverNow = (): number => serverTime.now();
