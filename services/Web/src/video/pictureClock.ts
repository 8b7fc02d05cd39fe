import type { Clock } from '../clock/clock';

/** Without a new frame for so long the picture says nothing about the class any more. */
const staleAfterMs = 3000;
/** Between two frames the clock runs on, but never further than a frame could be late. */
const longestRunMs = 120;
/** So long the first frame of a picture is waited for. */
const firstFrameWithinMs = 4000;

type FrameListener = (mediaMs: number) => void;

/**
 * The class's clock as the picture shows it: the media time of the frame on screen. While there is
 * no picture, or it has stood still for three seconds without being paused, it is the server's
 * clock, so that nobody misses an instruction. A recording has no present that could count instead:
 * there the last frame does, and nothing before the first.
 */
export class PictureClock {
  private frame: { mediaMs: number; at: number } | null = null;
  private held = false;
  private past = false;
  private expectedUntil = -Infinity;
  private rate = 1;
  private readonly listeners = new Set<FrameListener>();

  constructor(
    private readonly server: Clock | null,
    private readonly local: () => number = () => performance.now(),
  ) {}

  /**
   * A picture is about to begin: what happens now, or the past, for which no present counts
   * instead.
   */
  expect(past: boolean): void {
    this.past = past;
    this.expectedUntil = this.local() + firstFrameWithinMs;
  }

  /** A frame is on screen. */
  present(mediaMs: number): void {
    this.frame = { mediaMs, at: this.local() };
    this.listeners.forEach((listener) => listener(mediaMs));
  }

  /** The viewer paused, or goes on. */
  hold(held: boolean): void {
    this.held = held;
    if (this.frame) this.frame.at = this.local();
  }

  setRate(rate: number): void {
    this.rate = rate;
  }

  /** There is no picture any more. */
  reset(): void {
    this.frame = null;
    this.held = false;
    this.past = false;
    this.expectedUntil = -Infinity;
    this.listeners.forEach((listener) => listener(this.now()));
  }

  /** True while the picture tells the time. */
  get shows(): boolean {
    return (
      this.frame !== null &&
      (this.held ||
        this.past ||
        this.server === null ||
        this.local() - this.frame.at < staleAfterMs)
    );
  }

  /** Media time of the frame on screen; null while there is none, or while it says nothing. */
  get frameMs(): number | null {
    return this.shows ? this.frame!.mediaMs : null;
  }

  /**
   * Up to which moment the class has been shown: 0 while the first frame is awaited, null when the
   * picture holds nothing back.
   */
  get shownUpToMs(): number | null {
    if (this.shows) return this.frame!.mediaMs;
    return this.server === null ||
      (this.frame === null && (this.past || this.local() < this.expectedUntil))
      ? 0
      : null;
  }

  /**
   * Unix milliseconds on the server's clock: of the moment that is on screen, or the present one.
   */
  now(): number {
    if (!this.shows) return this.server?.now() ?? 0;
    const { mediaMs, at } = this.frame!;
    return this.held ? mediaMs : mediaMs + Math.min((this.local() - at) * this.rate, longestRunMs);
  }

  /** Calls back at each presented frame, before it is painted. */
  onFrame(listener: FrameListener): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}
