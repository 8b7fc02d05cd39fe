import { FramePlan } from './framePlan';
import { framesPerSecond, type FromWorker, type Quality, type ToWorker } from './messages';
import type { Pcm } from './pcm';
import { pcmOf, SoundTrack } from './soundTrack';
import { TrackClock } from './trackClock';
import { IngestConnection } from './ingestConnection';
import { chooseVideo, type CodedFrame, PictureEncoder, sizeFor } from './videoEncoding';

/** So long a stream waits for its sound to be ready, before it begins without. */
const waitForSoundMs = 5_000;
/** More frames than this in the encoder: it is slower than the camera. */
const mostWaiting = 5;
const mostEncoderFaults = 3;

const tell = (message: FromWorker) => self.postMessage(message);
const now = () => performance.now();

/**
 * Encodes what camera and microphone deliver and sends it, off the page's thread so that no click
 * on the page costs a frame.
 */
class Broadcast {
  private readonly connection: IngestConnection;
  private readonly picture = new PictureEncoder(
    (frame) => this.onCoded(frame),
    () => this.onFault(),
  );
  private readonly timer = setInterval(() => this.tick(), 1000);
  private plan = new FramePlan(framesPerSecond);
  private cameraClock = new TrackClock();
  private camera: ReadableStreamDefaultReader<VideoFrame> | null = null;
  private microphone: ReadableStreamDefaultReader<AudioData> | null = null;
  private readonly sound: SoundTrack;
  private quality: Quality;
  private readonly beganAtMs = now();
  private choosing = false;
  private faults = 0;
  private failure: string | null = null;
  private dropped = 0;
  private captured = 0;
  private coded = 0;
  private counted = { bytes: 0, captured: 0, coded: 0, atMs: now() };
  private pageAheadMs = -Infinity;
  private serverOffsetMs: number | null = null;

  constructor({ url, probeUrl, page, quality, sound }: Extract<ToWorker, { type: 'start' }>) {
    this.quality = quality;
    this.connection = new IngestConnection({
      url,
      probeUrl,
      page,
      now,
      serverTime: (atMs) =>
        this.serverOffsetMs === null ? null : atMs + this.pageAheadMs + this.serverOffsetMs,
      sound: () => this.sound.format,
      onChange: () => this.report(),
      onEnd: (code, message) => this.end(code, message),
    });
    this.sound = new SoundTrack(
      sound,
      (frame, atMs, sampleRate) => this.connection.sound(frame, atMs, sampleRate),
      () => this.report(),
    );
  }

  /**
   * The message that took least time on its way tells best how far the page's clock is ahead of
   * this one.
   */
  setClock(pageNowMs: number, serverOffsetMs: number): void {
    this.pageAheadMs = Math.max(this.pageAheadMs, pageNowMs - now());
    this.serverOffsetMs = serverOffsetMs;
  }

  setQuality(quality: Quality): void {
    this.quality = quality;
  }

  async readCamera(frames: ReadableStream<VideoFrame>): Promise<void> {
    await this.camera?.cancel().catch(() => undefined);
    const reader = (this.camera = frames.getReader());
    this.cameraClock = new TrackClock();
    for (;;) {
      const { done, value } = await reader.read().catch(() => ({ done: true, value: undefined }));
      if (done || !value) return;
      if (reader === this.camera) this.onFrame(value);
      else value.close();
    }
  }

  async readMicrophone(sound: ReadableStream<AudioData>): Promise<void> {
    await this.microphone?.cancel().catch(() => undefined);
    const reader = (this.microphone = sound.getReader());
    this.sound.beginAnew();
    for (;;) {
      const { done, value } = await reader.read().catch(() => ({ done: true, value: undefined }));
      if (done || !value) return;
      const pcm = pcmOf(value);
      if (reader === this.microphone) this.onSound(pcm, value.sampleRate, value.timestamp / 1000);
      value.close();
    }
  }

  /** Closes the frame. */
  onFrame(frame: VideoFrame): void {
    this.captured++;
    const atMs = this.cameraClock.map(
      frame.timestamp / 1000,
      now(),
      this.connection.zeroMs === null,
    );
    const soundIsComing = this.sound.isComing && now() - this.beganAtMs < waitForSoundMs;
    if (!this.prepare(frame) || soundIsComing) return frame.close();
    if (this.connection.begin(atMs)) this.plan = new FramePlan(framesPerSecond);
    const { zeroMs, congestion } = this.connection;
    if (zeroMs === null || congestion === null) return frame.close();

    const { dropFrames, bitrateShare } = congestion.decide(now());
    const verdict = this.plan.decide((atMs - zeroMs) * 1000, dropFrames);
    const isKey = verdict === 'key';
    if (verdict === 'too-fast') return frame.close();
    if (verdict === 'held' || this.picture.waiting > mostWaiting) {
      if (isKey) this.plan.demandKey();
      this.dropped++;
      return frame.close();
    }
    const bitrate = Math.round(this.quality.bitrate * bitrateShare);
    if (isKey && this.picture.config!.bitrate !== bitrate)
      this.picture.configure({ ...this.picture.config!, bitrate });
    this.picture.encode(frame, Math.round(atMs * 1000), isKey);
  }

  onSound(pcm: Pcm, sampleRate: number, stampMs: number): void {
    this.sound.add(pcm, sampleRate, stampMs, now(), this.connection.zeroMs === null);
  }

  async stop(): Promise<void> {
    await Promise.race([this.picture.flush(), new Promise((resolve) => setTimeout(resolve, 1000))]);
    this.connection.stop();
  }

  /**
   * Sets the encoder for the frame's size; false while that is under way, since asking what the
   * browser can encode takes time.
   */
  private prepare(frame: VideoFrame): boolean {
    const size = sizeFor(frame.displayWidth, frame.displayHeight, this.quality.shortSide);
    const { config } = this.picture;
    if (this.choosing) return false;
    if (this.picture.ready && config?.width === size.width && config.height === size.height)
      return true;
    this.choosing = true;
    void chooseVideo(size, this.quality.bitrate).then((chosen) => {
      this.choosing = false;
      if (!chosen)
        return this.fail(
          'This browser cannot encode H.264 video of this size. Choose a lower quality, or ' +
            'stream with OBS.',
        );
      this.picture.configure(chosen);
      this.plan.demandKey();
    });
    return false;
  }

  private onCoded(frame: CodedFrame): void {
    const { config, description } = this.picture;
    if (!config || !description) return;
    this.coded++;
    this.connection.video(frame, { width: config.width, height: config.height, description });
  }

  /**
   * Encoders in hardware fail at times, and a browser takes them back: the next frame gets a new
   * one.
   */
  private onFault(): void {
    if (++this.faults > mostEncoderFaults)
      this.fail(
        'The video encoder of this device keeps failing. Choose a lower quality, or stream ' +
          'with OBS.',
      );
  }

  private tick(): void {
    this.connection.tick();
    this.report();
  }

  private report(): void {
    const { congestion, sentBytes, state, takeNumber } = this.connection;
    const seconds = Math.max(0.2, (now() - this.counted.atMs) / 1000);
    const { config } = this.picture;
    tell({
      type: 'report',
      report: {
        state,
        bitsPerSecond: ((sentBytes - this.counted.bytes) * 8) / seconds,
        framesPerSecond: (this.coded - this.counted.coded) / seconds,
        capturedPerSecond: (this.captured - this.counted.captured) / seconds,
        bitrateShare: congestion?.bitrateShare ?? 1,
        backlogMs: congestion?.backlogMs ?? 0,
        dropped: this.dropped,
        take: takeNumber,
        width: config?.width ?? 0,
        height: config?.height ?? 0,
        codec: config?.codec ?? '',
        sound: this.sound.how,
      },
    });
    if (seconds >= 0.9)
      this.counted = { bytes: sentBytes, captured: this.captured, coded: this.coded, atMs: now() };
  }

  /** What ends it here still lets what was sent arrive, as `stop` does. */
  private fail(message: string): void {
    this.failure ??= message;
    this.connection.stop();
  }

  private end(code: string | null, message: string): void {
    clearInterval(this.timer);
    this.picture.close();
    this.sound.close();
    void this.camera?.cancel().catch(() => undefined);
    void this.microphone?.cancel().catch(() => undefined);
    tell(
      this.failure === null
        ? { type: 'ended', code, message }
        : { type: 'ended', code: 'client.encoder', message: this.failure },
    );
  }
}

let broadcast: Broadcast | null = null;

self.onmessage = (event: MessageEvent<ToWorker>) => {
  const message = event.data;
  if (message.type === 'start') broadcast = new Broadcast(message);
  else if (!broadcast) return;
  else if (message.type === 'clock') broadcast.setClock(message.pageNowMs, message.serverOffsetMs);
  else if (message.type === 'camera') void broadcast.readCamera(message.frames);
  else if (message.type === 'microphone') void broadcast.readMicrophone(message.sound);
  else if (message.type === 'frame') broadcast.onFrame(message.frame);
  else if (message.type === 'samples')
    broadcast.onSound(message.pcm, message.sampleRate, message.stampMs);
  else if (message.type === 'quality') broadcast.setQuality(message.quality);
  else void broadcast.stop();
};
