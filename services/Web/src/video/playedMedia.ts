import type Hls from 'hls.js';
import { mediaTimeAt, secondsAt, type TimelineFragment } from './timeline';

/**
 * What a video element has of a stream, in media time, played by the library or by the browser
 * itself.
 */
export class PlayedMedia {
  constructor(
    private readonly video: HTMLVideoElement,
    private readonly hls: () => Hls | null,
  ) {}

  /** Seconds of media that are ready to be shown. */
  get bufferSeconds(): number {
    const { buffered, currentTime } = this.video;
    for (let i = 0; i < buffered.length; i++)
      if (buffered.start(i) <= currentTime + 0.1 && currentTime <= buffered.end(i))
        return buffered.end(i) - currentTime;
    return 0;
  }

  /** Where what happens now is on the element's own clock, in seconds; null when unknown. */
  get edgeSeconds(): number | null {
    const hls = this.hls();
    if (hls) return hls.latestLevelDetails?.edge ?? null;
    const { seekable } = this.video;
    return seekable.length === 0 ? null : seekable.end(seekable.length - 1);
  }

  /** Where the last of a stream that is over is on the element's own clock; null before that. */
  get endSeconds(): number | null {
    const details = this.hls()?.latestLevelDetails;
    return details && !details.live ? details.edge : null;
  }

  /** Bits a second of the quality that is playing; null when unknown. */
  get bandwidth(): number | null {
    const hls = this.hls();
    return hls?.levels[hls.currentLevel]?.bitrate ?? null;
  }

  /** Media time of the first and the last frame that can be gone to. */
  get span(): { fromMs: number; toMs: number } | null {
    const fragments = this.fragments();
    const last = fragments.at(-1);
    if (!fragments[0]?.programDateTime || !last?.programDateTime) return null;
    return {
      fromMs: fragments[0].programDateTime,
      toMs: last.programDateTime + last.duration * 1000,
    };
  }

  /** Media time of a moment of the element's own clock; null while the playlist has not said it. */
  timeAt(seconds: number): number | null {
    return mediaTimeAt(this.fragments(), seconds);
  }

  seek(mediaMs: number): void {
    const seconds = secondsAt(this.fragments(), mediaMs);
    if (seconds !== null) this.video.currentTime = seconds;
  }

  private fragments(): TimelineFragment[] {
    const details = this.hls()?.latestLevelDetails;
    if (!details) return this.nativeFragments();
    return details.fragmentHint ? [...details.fragments, details.fragmentHint] : details.fragments;
  }

  private nativeFragments(): TimelineFragment[] {
    const began = (this.video as HTMLVideoElement & { getStartDate?: () => Date })
      .getStartDate?.()
      .getTime();
    return began === undefined || Number.isNaN(began)
      ? []
      : [{ start: 0, duration: this.video.duration, programDateTime: began }];
  }
}
