import type Hls from 'hls.js';
import { ApiProblem } from '../api/http';
import type { MediaAccess } from '../api/types';
import type { Clock } from '../clock/clock';
import { createStore } from '../lib/store';
import { AccessKeeper } from './accessKeeper';
import { type ElementListener, followElement } from './followElement';
import { openHls } from './openHls';
import type { PictureClock } from './pictureClock';
import { PlayedMedia } from './playedMedia';
import { firstView, isNow, type PlayerView, type Playing, urlOf } from './playerView';
import { StallLog } from './stallLog';

/**
 * A viewer who is this far behind when the picture returns is taken to what happens now, in
 * milliseconds.
 */
const farBehindMs = 8_000;
const returnsWithinMs = 2_500;

const againAfterMs = (attempt: number) =>
  Math.min(500 * 1.6 ** attempt, 4000) * (0.5 + Math.random());

/**
 * Plays one session's video in a video element, heals by itself, and tells the picture's clock
 * which frame is on screen.
 */
export class VideoPlayer {
  private readonly store = createStore(() => firstView);
  readonly subscribe = this.store.subscribe;
  readonly snapshot = this.store.read;
  readonly stalls: StallLog;
  readonly media: PlayedMedia;

  private hls: Hls | null = null;
  private attempt = 0;
  /** Rises whenever another playlist is opened: what belongs to an earlier one is over. */
  private opening = 0;
  private disposed = false;
  private paused = false;
  /** The viewer was at what happens now when the encoder dropped out. */
  private wasAtEdge = false;
  /** The server took the right to watch for no good. */
  private needsAccess = false;
  private returnTimer: ReturnType<typeof setTimeout> | undefined;
  private wanted: number | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private readonly keeper: AccessKeeper;
  private readonly cleanup: () => void;

  constructor(
    sessionId: string,
    private readonly video: HTMLVideoElement,
    private readonly picture: PictureClock,
    private readonly server: Clock,
    playing: Playing,
  ) {
    this.keeper = new AccessKeeper(sessionId);
    this.media = new PlayedMedia(video, () => this.hls);
    this.stalls = new StallLog(() => server.now());
    this.change({ playing });
    picture.expect(!isNow(playing));
    this.cleanup = followElement(video, this.onElement);
    void this.open();
  }

  get view(): PlayerView {
    return this.store.read();
  }

  /** Goes to what happens now. */
  goLive(): void {
    this.paused = false;
    this.switchTo('live', null);
  }

  /** Goes to a moment; behind the live window, the class so far is opened for it. */
  goTo(mediaMs: number): void {
    const { span } = this.media;
    if (this.view.playing === 'live' && (span === null || mediaMs < span.fromMs))
      this.switchTo('dvr', mediaMs);
    else this.media.seek(mediaMs);
  }

  setQuality(index: number): void {
    if (this.hls) this.hls.nextLevel = index;
    this.change({ quality: index });
  }

  /** Sound alone for a weak connection, or everything again. */
  setAudioOnly(audioOnly: boolean): void {
    if (audioOnly !== (this.view.playing === 'audio'))
      this.switchTo(audioOnly ? 'audio' : 'live', null);
  }

  /** The encoder dropped out, or is back. */
  setInterrupted(interrupted: boolean): void {
    clearTimeout(this.returnTimer);
    if (interrupted) {
      this.wasAtEdge = isNow(this.view.playing) && !this.paused && this.behindMs < farBehindMs;
      if (this.wasAtEdge && this.view.state !== 'refused') this.change({ state: 'interrupted' });
    } else if (this.wasAtEdge) {
      const { opening } = this;
      this.returnTimer = setTimeout(() => {
        if (
          opening === this.opening &&
          !this.paused &&
          (this.view.state !== 'playing' || this.behindMs > farBehindMs)
        )
          void this.open();
      }, returnsWithinMs);
    }
  }

  /** How long ago the frame on screen was captured, in milliseconds. */
  private get behindMs(): number {
    return this.server.now() - (this.picture.frameMs ?? 0);
  }

  togglePause(): void {
    this.paused = !this.video.paused;
    if (this.paused) return this.video.pause();

    // After a long pause what comes next is no longer in the live playlist.
    const { frameMs } = this.picture;
    if (
      this.view.playing === 'live' &&
      frameMs !== null &&
      this.media.span !== null &&
      frameMs < this.media.span.fromMs
    )
      this.switchTo('dvr', frameMs);
    else void this.play();
  }

  /** Starts playing with sound, after a tap. */
  unmute(): void {
    this.video.muted = false;
    this.change({ needsTap: false });
    void this.play();
  }

  dispose(): void {
    this.disposed = true;
    clearTimeout(this.timer);
    clearTimeout(this.returnTimer);
    this.keeper.dispose();
    this.cleanup();
    this.hls?.destroy();
    this.hls = null;
    this.video.removeAttribute('src');
    this.video.load();
    this.picture.reset();
  }

  private change(view: Partial<PlayerView>): void {
    this.store.set({ ...this.view, ...view });
  }

  private switchTo(playing: Playing, mediaMs: number | null): void {
    this.stalls.end();
    this.wanted = mediaMs;
    this.attempt = 0;
    this.picture.expect(!isNow(playing));
    this.change({ playing, state: 'loading' });
    void this.open();
  }

  /** Loads the playlist anew; also the last resort after every kind of failure. */
  private async open(): Promise<void> {
    clearTimeout(this.timer);
    const opening = ++this.opening;
    let access: MediaAccess;
    try {
      access = await this.keeper.get(
        this.needsAccess || (this.view.playing === 'replay' && this.attempt > 0),
      );
      this.needsAccess = false;
    } catch (error) {
      if (opening !== this.opening || this.disposed) return;
      if (error instanceof ApiProblem && !error.retryable)
        this.change({ state: 'refused', refusal: error.detail });
      // No server now: the same as a picture that broke off.
      else this.openAgain();
      return;
    }

    const { default: Engine } = await import('hls.js/light');
    if (opening !== this.opening || this.disposed) return;
    this.change({ hasAudio: Boolean(access.audio) });
    const url = urlOf(access, this.view.playing);
    if (url === null)
      this.change({ state: 'refused', refusal: 'This recording can’t be watched right now.' });
    else if (Engine.isSupported()) this.openWith(Engine, url);
    else this.openNatively(url);
  }

  /** Goes on where it was, in a moment. */
  private openAgain(): void {
    if (this.disposed) return;
    if (!isNow(this.view.playing)) this.wanted ??= this.picture.frameMs;
    if (this.view.state !== 'paused') this.change({ state: 'interrupted' });
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.open(), againAfterMs(this.attempt++));
  }

  private openWith(Engine: typeof Hls, url: string): void {
    this.hls?.destroy();
    const hls = openHls(Engine, isNow(this.view.playing), {
      levels: (levels) => {
        const quality = this.view.quality < levels.length ? this.view.quality : -1;
        this.change({ quality, qualities: levels });
        if (quality >= 0) hls.nextLevel = quality;
        if (!this.paused) void this.play();
      },
      timeline: () => this.seekWanted(),
      buffered: () => (this.attempt = 0),
      recovered: () => !this.paused && void this.play(),
      failed: (status) => {
        if (this.hls !== hls) return;
        this.needsAccess = status === 401 || status === 403;
        this.openAgain();
      },
    });
    this.hls = hls;
    hls.loadSource(url);
    hls.attachMedia(this.video);
  }

  /** Goes to the moment that was asked for, now that the timeline is known. */
  private seekWanted(): void {
    if (this.wanted === null) return;
    const moment = this.wanted;
    this.wanted = null;
    this.media.seek(moment);
  }

  private openNatively(url: string): void {
    this.video.src = url;
    if (!this.paused) void this.play();
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

  private readonly onElement: ElementListener = {
    playing: () => {
      this.paused = false;
      this.stalls.end();
      this.picture.hold(false);
      this.change({ state: 'playing' });
    },
    waiting: () => {
      if (this.view.state === 'loading') return;
      this.stalls.begin();
      if (this.view.state === 'playing') this.change({ state: 'stalled' });
    },
    pause: (isOver) => {
      this.stalls.end();
      // A playlist that is opened anew pauses the element too; a pause of the viewer's, by whatever
      // button, is meant.
      if (this.view.state === 'playing') this.paused = true;
      if (isOver || !this.paused) return;
      this.picture.hold(true);
      this.change({ state: 'paused' });
    },
    ended: () => {
      this.stalls.end();
      this.change({ state: 'ended' });
    },
    error: () => this.hls === null && this.openAgain(),
    timeline: () => this.hls === null && this.seekWanted(),
    rate: (rate) => this.picture.setRate(rate),
    standsStill: () => void this.open(),
    frame: (seconds) => {
      const mediaMs = this.media.timeAt(seconds);
      if (mediaMs !== null) this.picture.present(mediaMs);
    },
    hasFrames: () => this.view.playing !== 'audio',
    shouldMove: () =>
      isNow(this.view.playing) &&
      !this.paused &&
      this.view.state !== 'refused' &&
      this.view.state !== 'ended',
    edgeSeconds: () => this.media.edgeSeconds,
    endSeconds: () => this.media.endSeconds,
  };
}
