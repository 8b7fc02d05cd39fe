import { limits } from '../contract/limits';

/** Enough that a few misread or badly exposed pictures do not matter. */
export const readingsNeeded = 10;
const readingsKept = 60;
export const largestOffsetMs = limits.CalibrateStreamRequest.offsetMs.maximum;

/**
 * Finds by how much a stream's times are off: a picture that shows a clock says when it was taken,
 * the stream says when it believes it was. The median is robust against a picture that shows two
 * times at once.
 */
export class Calibration {
  private biases: number[] = [];

  /**
   * `frameMs`: the time the stream gives to a picture; `codedMs`: the time that the picture shows.
   */
  add(frameMs: number, codedMs: number): void {
    const bias = frameMs - codedMs;
    // No encoder is slower than this: it is another clock's picture, or a misreading.
    if (Math.abs(bias) > 2 * largestOffsetMs) return;
    this.biases = [...this.biases, bias].slice(-readingsKept);
  }

  get readings(): number {
    return this.biases.length;
  }

  /** How late the stream's times are, in milliseconds; null before there are enough readings. */
  get biasMs(): number | null {
    if (this.biases.length < readingsNeeded) return null;
    const sorted = [...this.biases].sort((a, b) => a - b);
    const middle = sorted.length >> 1;
    return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
  }

  /** The offset to save, given the one that the stream's times include already. */
  offsetMs(currentMs: number): number | null {
    const bias = this.biasMs;
    return bias === null
      ? null
      : Math.round(Math.max(-largestOffsetMs, Math.min(largestOffsetMs, currentMs - bias)));
  }
}
