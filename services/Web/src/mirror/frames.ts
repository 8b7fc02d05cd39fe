/** A browser that told of so many frames tells of all of them. */
const enoughTold = 5;
/** A frame is told of sooner than that; a stamp that says otherwise is of another clock. */
const toldWithinMs = 300;
/** A camera that gave nothing for so many seconds is gone, whatever else it says. */
const goneAfter = 5;

/** What a browser tells of a camera's frames: how old the last one is, and whether more come. */
export class Frames {
  private told = 0;
  private lastAtMs = 0;
  private fresh = false;
  private silent = 0;

  /**
   * @param nowMs when it was told
   * @param capturedAtMs when it was taken, where the browser knows
   */
  take(nowMs: number, capturedAtMs?: number): void {
    const delayMs = capturedAtMs === undefined ? 0 : nowMs - capturedAtMs;
    this.told += 1;
    this.fresh = true;
    this.lastAtMs = delayMs > 0 && delayMs < toldWithinMs ? nowMs - delayMs : nowMs;
  }

  /** How long ago the last frame was taken, in milliseconds; 0 where the browser does not tell. */
  ageMs(nowMs: number): number {
    return this.told < enoughTold ? 0 : Math.max(0, nowMs - this.lastAtMs);
  }

  /**
   * Asked once a second; seconds are counted, so that a page that was busy blames no camera.
   *
   * @param expected the camera is on and the page is seen: there have to be frames
   * @param counted more came, told or not: a window that is covered is told of none
   * @returns true when the camera gives none any more
   */
  second(expected: boolean, counted: boolean): boolean {
    if (counted && !this.fresh) this.told = 0;
    const gone = expected && !this.fresh && this.told >= enoughTold;
    this.fresh = false;
    this.silent = gone ? this.silent + 1 : 0;
    return this.silent >= goneAfter;
  }
}
