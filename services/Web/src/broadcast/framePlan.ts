const keyEveryUs = 2_000_000;

/** What to do with a captured frame. */
export type Verdict = 'key' | 'delta' | 'too-fast' | 'held';

/**
 * Decides about each frame before it is encoded, so that what was encoded is always sent whole and
 * no frame lacks its reference. Key frames lie on a grid of exactly 2 s of media time; frames
 * beyond the frame rate are left out; while held, everything is left out until a key frame is due.
 */
export class FramePlan {
  private readonly intervalUs: number;
  private lastUs = -Infinity;
  private nextKeyUs = 0;
  private resting = false;

  constructor(framesPerSecond: number) {
    this.intervalUs = 1_000_000 / framesPerSecond;
  }

  /** `dropFrames`: what was sent is not getting through; leave out frames. */
  decide(mediaUs: number, dropFrames: boolean): Verdict {
    if (mediaUs - this.lastUs < 0.75 * this.intervalUs) return 'too-fast';
    this.lastUs = mediaUs;
    // The frame nearest to the grid is the key frame: the next one would be later than half an
    // interval.
    const keyIsDue = mediaUs + this.intervalUs / 2 >= this.nextKeyUs;
    if (keyIsDue)
      this.nextKeyUs = (Math.floor((mediaUs + this.intervalUs / 2) / keyEveryUs) + 1) * keyEveryUs;
    if (dropFrames) this.resting = true;
    if (this.resting && keyIsDue && !dropFrames) this.resting = false;
    if (this.resting) return 'held';
    return keyIsDue ? 'key' : 'delta';
  }

  /**
   * The next frame shall be a key frame: the encoder was set anew, or could not take the one that
   * was to be.
   */
  demandKey(): void {
    this.nextKeyUs = -Infinity;
  }
}
