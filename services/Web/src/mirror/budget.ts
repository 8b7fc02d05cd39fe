/** How long what was not used before may be used later. */
const savedMs = 2_000;

/** Keeps what is sent to so many kilobits a second in the long run: a key frame is paid off. */
export class Budget {
  private readonly most: number;
  private bytes: number;
  private atMs: number;

  constructor(
    private readonly kbps: number,
    nowMs: number,
  ) {
    this.bytes = this.most = (kbps / 8) * savedMs;
    this.atMs = nowMs;
  }

  spend(bytes: number): void {
    this.bytes -= bytes;
  }

  /** True when something is left to send with. */
  has(nowMs: number): boolean {
    this.bytes = Math.min(this.most, this.bytes + (this.kbps / 8) * (nowMs - this.atMs));
    this.atMs = nowMs;
    return this.bytes > 0;
  }
}
