/**
 * Unacknowledged media time beyond which frames are left out. Acknowledgements come about once a
 * second.
 */
const dropAboveMs = 2_000;
/** Frames further apart have a pause between them. */
const longestFrameMs = 400;
const calmBelowMs = 1_400;
const raiseAfterMs = 12_000;
const lowerAtMostEveryMs = 2_000;
const shares = [1, 0.7, 0.5, 0.35, 0.25, 0.15, 0.1] as const;

/**
 * Watches how far the server is behind what was sent, and says when to leave out frames and how
 * much of the bitrate to use.
 */
export class CongestionController {
  /**
   * Frames on their way, each with the time it fills; a pause before a frame is nothing that is on
   * its way.
   */
  private pending: { mediaUs: number; fillsMs: number }[] = [];
  private sentUs = -Infinity;
  private ackedUs = -1;
  private dropping = false;
  private changedAtMs = -Infinity;
  private calmSinceMs: number;
  private heardAtMs: number;
  private stepWhenHeard: number;

  /**
   * `level`: where the last connection stopped, since a poor connection stays poor; 0 is the full
   * bitrate.
   */
  constructor(
    nowMs: number,
    private step = 0,
  ) {
    this.calmSinceMs = this.heardAtMs = nowMs;
    this.stepWhenHeard = step;
  }

  sent(mediaUs: number): void {
    const sinceLastMs = (mediaUs - this.sentUs) / 1000;
    this.pending.push({ mediaUs, fillsMs: sinceLastMs > longestFrameMs ? 0 : sinceLastMs });
    this.sentUs = mediaUs;
  }

  acked(mediaUs: number, nowMs: number): void {
    if (mediaUs <= this.ackedUs) return;
    this.ackedUs = mediaUs;
    this.pending = this.pending.filter((frame) => frame.mediaUs > mediaUs);
    this.heardAtMs = nowMs;
    this.stepWhenHeard = this.step;
  }

  get backlogMs(): number {
    return this.pending.reduce((sum, frame) => sum + frame.fillsMs, 0);
  }

  /**
   * Where the next connection should begin. What was lowered after the last answer says that this
   * one died, not that it was slow.
   */
  get level(): number {
    return this.stepWhenHeard;
  }

  get bitrateShare(): number {
    return shares[this.step]!;
  }

  /**
   * The server has not answered for so long that the connection is dead, whatever the socket
   * believes.
   */
  isSilent(nowMs: number): boolean {
    return this.pending.length > 0 && nowMs - this.heardAtMs > 8_000;
  }

  /**
   * Call for each frame: whether to leave it out, and the share of the chosen bitrate to use from
   * the next key frame on.
   */
  decide(nowMs: number): { dropFrames: boolean; bitrateShare: number } {
    const behind = this.backlogMs;
    this.dropping = this.dropping ? behind > calmBelowMs : behind > dropAboveMs;
    if (behind > calmBelowMs) this.calmSinceMs = nowMs;
    const lastChangeMs = nowMs - this.changedAtMs;
    if (this.dropping && this.step < shares.length - 1 && lastChangeMs >= lowerAtMostEveryMs)
      this.move(1, nowMs);
    if (
      !this.dropping &&
      this.step > 0 &&
      Math.min(nowMs - this.calmSinceMs, lastChangeMs) >= raiseAfterMs
    )
      this.move(-1, nowMs);
    return { dropFrames: this.dropping, bitrateShare: this.bitrateShare };
  }

  private move(by: 1 | -1, nowMs: number): void {
    this.step += by;
    this.changedAtMs = nowMs;
  }
}
