import { deviceProblem } from '../broadcast/capture';
import { Frames } from './frames';

/** A camera that is taken away for so long, on a page that is seen, is gone. */
const goneAfterMs = 5_000;

/** Null when this browser can share a picture, else why not and what to do. */
export function unableToShare(): string | null {
  return window.isSecureContext && navigator.mediaDevices !== undefined
    ? null
    : 'Browsers allow the camera on secure pages only. Open UpperBack over https.';
}

/** In words for people. */
export const cameraProblem = (error: unknown): string => deviceProblem(error, 'camera');

/** A camera that is on, without sound. */
export class Camera {
  readonly video = document.createElement('video');
  private readonly frames = new Frames();
  private seconds: ReturnType<typeof setInterval> | undefined;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly closing = new AbortController();

  private constructor(
    private readonly track: MediaStreamTrack,
    private lost: () => void,
  ) {
    const { video } = this;
    const { signal } = this.closing;
    video.muted = true;
    video.playsInline = true;
    video.srcObject = new MediaStream([track]);
    void video.play().catch(() => undefined);
    track.addEventListener('ended', () => this.lost(), { signal });
    const look = () => {
      this.checkSilence();
      // Some browsers stop what plays on a page that is hidden.
      if (!document.hidden && video.paused) void video.play().catch(() => undefined);
    };
    for (const event of ['mute', 'unmute']) track.addEventListener(event, look, { signal });
    document.addEventListener('visibilitychange', look, { signal });
    if ('requestVideoFrameCallback' in video) this.followFrames();
  }

  /** Asks the member, where the browser does. Throws what `cameraProblem` puts into words. */
  static async open(deviceId?: string): Promise<Camera> {
    const chosen = deviceId ? { deviceId: { exact: deviceId } } : { facingMode: 'user' };
    const stream = await navigator.mediaDevices.getUserMedia({
      audio: false,
      video: {
        ...chosen,
        width: { ideal: 640 },
        height: { ideal: 480 },
        frameRate: { ideal: 15, max: 30 },
      },
    });
    return new Camera(stream.getVideoTracks()[0]!, () => undefined);
  }

  static async list(): Promise<MediaDeviceInfo[]> {
    const all = await navigator.mediaDevices.enumerateDevices().catch(() => []);
    return all.filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== '');
  }

  get deviceId(): string | undefined {
    return this.track.getSettings().deviceId;
  }

  /** How long ago the picture on the element was taken, in milliseconds; 0 where nobody knows. */
  get ageMs(): number {
    return this.frames.ageMs(performance.now());
  }

  /** Off, it gives black. */
  set enabled(on: boolean) {
    this.track.enabled = on;
  }

  /** Who is told, once it gives nothing any more; the one before is not told. */
  whenLost(lost: () => void): void {
    this.lost = lost;
    if (this.track.readyState === 'ended') lost();
  }

  close(): void {
    this.lost = () => undefined;
    clearTimeout(this.timer);
    clearInterval(this.seconds);
    this.closing.abort();
    this.track.stop();
    this.video.srcObject = null;
  }

  private followFrames(): void {
    const take = (nowMs: number, { captureTime }: VideoFrameCallbackMetadata) => {
      if (this.closing.signal.aborted) return;
      this.frames.take(nowMs, captureTime);
      this.video.requestVideoFrameCallback(take);
    };
    this.video.requestVideoFrameCallback(take);
    // Some cameras stand still and say nothing of it: their last picture would pass as a live one.
    let before = 0;
    this.seconds = setInterval(() => {
      const { totalVideoFrames } = this.video.getVideoPlaybackQuality();
      const expected = this.track.enabled && !document.hidden;
      if (this.frames.second(expected, totalVideoFrames > before)) this.lost();
      before = totalVideoFrames;
    }, 1_000);
  }

  /** A system takes the camera from a page that is hidden, and gives it back. */
  private checkSilence(): void {
    clearTimeout(this.timer);
    if (this.track.muted && !document.hidden)
      this.timer = setTimeout(() => this.lost(), goneAfterMs);
  }
}
