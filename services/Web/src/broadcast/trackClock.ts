/** The offset may move by this share of the time that passes: far below what ear or eye notices. */
const slew = 0.005;
const bucketMs = 5_000;
/**
 * A device's clock that is off by more has jumped (sleep, a driver's restart): then there is
 * nothing to keep even.
 */
const jumpMs = 250;

/**
 * Maps a device's timestamps to this machine's clock, so that picture and sound share one time.
 * What a timestamp counts from differs by browser and device, so only its steps are trusted: the
 * least time between stamp and arrival in the last seconds is the offset, since all else is waiting
 * in queues. Camera and microphone both come out late by their own, similar, delay.
 */
export class TrackClock {
  private offset: number | null = null;
  private mappedAt = 0;
  private lastStampMs = -Infinity;
  private bucket = { since: 0, min: Infinity };
  private before = Infinity;

  /**
   * When it was captured, on the clock that `arrivedAtMs` is read from. While nothing is being sent
   * (`free`) the offset may jump.
   */
  map(stampMs: number, arrivedAtMs: number, free: boolean): number {
    const seen = arrivedAtMs - stampMs;
    // Chromium counts sound from the birth of the page or worker that reads it, and the first
    // pieces from that of the other one.
    if (stampMs < this.lastStampMs) {
      this.before = this.bucket.min = Infinity;
      this.offset = null;
    }
    this.lastStampMs = stampMs;
    if (arrivedAtMs - this.bucket.since > bucketMs) {
      this.before = this.bucket.min;
      this.bucket = { since: arrivedAtMs, min: seen };
    }
    this.bucket.min = Math.min(this.bucket.min, seen);
    const target = Math.min(this.bucket.min, this.before);
    if (this.offset === null || free || Math.abs(target - this.offset) > jumpMs) {
      this.offset = target;
    } else {
      const most = Math.max(0, arrivedAtMs - this.mappedAt) * slew;
      this.offset += Math.max(-most, Math.min(most, target - this.offset));
    }
    this.mappedAt = arrivedAtMs;
    return stampMs + this.offset;
  }
}
