import type Hls from 'hls.js';
import type { ErrorData, HlsConfig } from 'hls.js';
import { streaming } from '../api/endpoints';
import type { Clock } from '../live/clock';
import type { MediaAccess } from '../api/types';
import type { PictureClock } from './pictureClock';
import { StallLog } from './stallLog';
import { mediaTimeAt, secondsAt, type TimelineFragment } from './timeline';

/** What is played: what happens now, the class so far, or a recording; `audio` is what happens now, as sound alone. */
export type Playing = 'live' | 'audio' | 'dvr' | 'replay';

export type PlayerState = 'loading' | 'playing' | 'stalled' | 'interrupted' | 'paused' | 'ended';

export interface Quality {
  index: number;
  name: string;
}

export interface PlayerView {
  state: PlayerState;
  playing: Playing;
  /** The browser let the picture start only without sound: a tap brings it. */
  needsTap: boolean;
  qualities: Quality[];
  /** Index of the chosen quality; -1 leaves the choice to the player. */
  quality: number;
}

const config: Partial<HlsConfig> = {
  lowLatencyMode: true,
  // Fragmented MP4 is passed through as it is: a worker would only cost a copy.
  enableWorker: false,
  backBufferLength: 30,
  maxBufferLength: 20,
  liveDurationInfinity: true,
  maxLiveSyncPlaybackRate: 1.05,
};

const againAfterMs = (attempt: number) => Math.min(500 * 1.6 ** attempt, 4000) * (0.5 + Math.random());

/** Plays one session's video in a video element, heals by itself, and tells the picture's clock which frame is on screen. */
export class VideoPlayer {
  view: PlayerView = { state: 'loading', playing: 'live', needsTap: false, qualities: [], quality: -1 };
  readonly stalls: StallLog;

  private hls: Hls | null = null;
  private access: MediaAccess | null = null;
  private attempt = 0;
  private disposed = false;
  private wanted: number | null = null;
  private timers: ReturnType<typeof setTimeout>[] = [];
  private readonly listeners = new Set<() => void>();
  private readonly cleanups: (() => void)[] = [];

  constructor(
    private readonly sessionId: string,
    private readonly video: HTMLVideoElement,
    private readonly picture: PictureClock,
    server: Clock,
    playing: Playing,
  ) {
    this.stalls = new StallLog(() => server.now());
    this.view = { ...this.view, playing };
    this.follow();
    void this.open();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  snapshot = (): PlayerView => this.view;

  /** Seconds of media that are ready to be shown. */
  get bufferSeconds(): number {
    const { buffered, currentTime } = this.video;
    for (let i = 0; i < buffered.length; i++) if (buffered.start(i) <= currentTime + 0.1 && currentTime <= buffered.end(i)) return buffered.end(i) - currentTime;
    return 0;
  }

  /** Bits a second of the quality that is playing; null when unknown. */
  get bandwidth(): number | null {
    return this.hls?.levels[this.hls.currentLevel]?.bitrate ?? null;
  }

  /** Media time of the first and the last frame that can be gone to. */
  get span(): { fromMs: number; toMs: number } | null {
    const fragments = this.fragments();
    const last = fragments.at(-1);
    if (!fragments[0]?.programDateTime || !last?.programDateTime) return null;
    return { fromMs: fragments[0].programDateTime, toMs: last.programDateTime + last.duration * 1000 };
  }

  /** Goes to what happens now. */
  goLive(): void {
    this.switchTo('live', null);
    void this.play();
  }

  /** Goes to a moment; behind the live window, the class so far is opened for it. */
  goTo(mediaMs: number): void {
    const { span } = this;
    if (this.view.playing === 'live' && (span === null || mediaMs < span.fromMs)) this.switchTo('dvr', mediaMs);
    else this.seek(mediaMs);
  }

  setQuality(index: number): void {
    if (this.hls) this.hls.currentLevel = index;
    this.change({ quality: index });
  }

  /** Sound alone for a weak connection, or everything again. */
  setAudioOnly(audioOnly: boolean): void {
    if (audioOnly === (this.view.playing === 'audio')) return;
    this.switchTo(audioOnly ? 'audio' : 'live', null);
  }

  togglePause(): void {
    if (this.video.paused) void this.play();
    else this.video.pause();
  }

  /** Starts playing with sound, after a tap. */
  unmute(): void {
    this.video.muted = false;
    this.change({ needsTap: false });
    void this.play();
  }

  dispose(): void {
    this.disposed = true;
    this.timers.forEach(clearTimeout);
    this.cleanups.forEach((cleanup) => cleanup());
    this.hls?.destroy();
    this.hls = null;
    this.video.removeAttribute('src');
    this.video.load();
    this.picture.reset();
  }

  private change(view: Partial<PlayerView>): void {
    this.view = { ...this.view, ...view };
    this.listeners.forEach((listener) => listener());
  }

  private switchTo(playing: Playing, mediaMs: number | null): void {
    this.wanted = mediaMs;
    this.attempt = 0;
    this.change({ playing, state: 'loading' });
    void this.open();
  }

  /** Asks for access and loads the playlist anew; also the last resort after every kind of failure. */
  private async open(): Promise<void> {
    this.timers.forEach(clearTimeout);
    this.timers = [];
    try {
      await this.renewAccess();
    } catch {
      // No access now, or no server: the same as a picture that broke off.
      return this.openAgain();
    }
    const url = this.access && this.urlOf(this.access);
    if (this.disposed) return;
    if (!url) return this.openAgain();
    const { default: Engine } = await import('hls.js/light');
    if (this.disposed) return;
    if (Engine.isSupported()) this.openWith(Engine, url);
    else this.openNatively(url);
  }

  private openAgain(): void {
    if (this.disposed) return;
    if (this.view.state !== 'paused') this.change({ state: 'interrupted' });
    this.timers.push(setTimeout(() => void this.open(), againAfterMs(this.attempt++)));
  }

  private urlOf(access: MediaAccess): string | null {
    switch (this.view.playing) {
      case 'live': return access.live;
      case 'audio': return access.audio ?? access.live;
      case 'dvr': return access.dvr;
      case 'replay': return access.replay ?? null;
    }
  }

  private async renewAccess(): Promise<void> {
    this.access = await streaming.access(this.sessionId);
    this.timers.push(setTimeout(() => void this.renewAccess().catch(() => undefined), this.access.renewAfterSeconds * 1000));
  }

  private openWith(Engine: typeof Hls, url: string): void {
    this.hls?.destroy();
    const hls = new Engine({ ...config, ...(this.view.playing === 'dvr' || this.view.playing === 'replay' ? { lowLatencyMode: false, backBufferLength: 90 } : {}) });
    this.hls = hls;
    hls.on(Engine.Events.MANIFEST_PARSED, () => {
      this.change({ qualities: hls.levels.map((level, index) => ({ index, name: level.name || `${level.height}p` })) });
      if (this.view.quality >= 0 && this.view.quality < hls.levels.length) hls.currentLevel = this.view.quality;
      void this.play();
    });
    hls.on(Engine.Events.LEVEL_UPDATED, () => {
      this.attempt = 0;
      if (this.wanted === null) return;
      const moment = this.wanted;
      this.wanted = null;
      this.seek(moment);
    });
    let mediaErrors = 0;
    hls.on(Engine.Events.ERROR, (_, error: ErrorData) => {
      if (!error.fatal || this.hls !== hls) return;
      if (error.type === Engine.ErrorTypes.MEDIA_ERROR && mediaErrors++ < 2) hls.recoverMediaError();
      else this.openAgain();
    });
    hls.loadSource(url);
    hls.attachMedia(this.video);
  }

  private openNatively(url: string): void {
    this.video.src = url;
    void this.play();
  }

  private fragments(): TimelineFragment[] {
    const details = this.hls?.latestLevelDetails;
    if (!details) return this.nativeFragments();
    return details.fragmentHint ? [...details.fragments, details.fragmentHint] : details.fragments;
  }

  private nativeFragments(): TimelineFragment[] {
    const began = (this.video as HTMLVideoElement & { getStartDate?: () => Date }).getStartDate?.().getTime();
    return began === undefined || Number.isNaN(began) ? [] : [{ start: 0, duration: this.video.duration, programDateTime: began }];
  }

  private seek(mediaMs: number): void {
    const seconds = secondsAt(this.fragments(), mediaMs);
    if (seconds !== null) this.video.currentTime = seconds;
  }

  private async play(): Promise<void> {
    try {
      await this.video.play();
      this.change({ needsTap: this.video.muted && this.view.needsTap });
    } catch (error) {
      if (!(error instanceof DOMException) || error.name !== 'NotAllowedError') return;
      // Sound may begin only after a tap; the picture need not wait for it.
      this.video.muted = true;
      this.change({ needsTap: true });
      await this.video.play().catch(() => undefined);
    }
  }

  /** Follows the element: which frame is on screen, and how it goes. */
  private follow(): void {
    const { video } = this;
    const on = (event: string, handle: () => void) => {
      video.addEventListener(event, handle);
      this.cleanups.push(() => video.removeEventListener(event, handle));
    };
    on('playing', () => {
      this.stalls.end();
      this.picture.hold(false);
      this.change({ state: 'playing' });
    });
    on('waiting', () => {
      if (video.paused || video.seeking || this.view.state === 'loading') return;
      this.stalls.begin();
      if (this.view.state === 'playing') this.change({ state: 'stalled' });
    });
    on('pause', () => {
      if (video.ended || this.view.state === 'interrupted') return;
      this.picture.hold(true);
      this.change({ state: 'paused' });
    });
    on('ended', () => this.change({ state: 'ended' }));
    on('ratechange', () => this.picture.setRate(video.playbackRate));
    this.followFrames();
  }

  private followFrames(): void {
    const show = (seconds: number) => {
      const mediaMs = mediaTimeAt(this.fragments(), seconds);
      if (mediaMs !== null) this.picture.present(mediaMs);
    };
    if ('requestVideoFrameCallback' in this.video) {
      let handle = this.video.requestVideoFrameCallback(function next(this: void, _, frame) {
        show(frame.mediaTime);
        handle = video.requestVideoFrameCallback(next);
      });
      const { video } = this;
      this.cleanups.push(() => video.cancelVideoFrameCallback(handle));
    }

    // Sound alone has no frames, and some browsers do not tell of them: there the element's own time counts.
    const timer = setInterval(() => {
      if (this.video.paused || this.video.readyState < 3) return;
      if (this.view.playing === 'audio' || !('requestVideoFrameCallback' in this.video)) show(this.video.currentTime);
    }, 50);
    this.cleanups.push(() => clearInterval(timer));
  }
}
