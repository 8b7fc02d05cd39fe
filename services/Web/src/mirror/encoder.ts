import type { MirrorPictureSettings } from '../contract/hub';
import type { Codec } from './protocol';

/** What goes with a picture through the encoder. */
export interface Moment {
  capturedAtMs: number;
  classAtMs: number;
}

export interface Encoded {
  key: boolean;
  bytes: Uint8Array;
  moment: Moment;
}

export interface PictureEncoder {
  readonly codec: Codec;
  readonly framesPerSecond: number;
  /** True when it takes another picture: none waits in it. */
  readonly idle: boolean;
  encode(canvas: HTMLCanvasElement, moment: Moment, key: boolean): void;
  close(): void;
}

const names: Record<'vp8' | 'vp9', string> = { vp8: 'vp8', vp9: 'vp09.00.10.08' };
const mostFaults = 3;
const stillsPerSecond = 1;
/** Of what a second may carry, so that a picture with more in it still fits. */
const shareUsed = 0.85;
const sealedBytes = 40;

/** Bits a second of pictures alone: what stands around each of them counts too. */
const bitrateOf = ({ kbps, framesPerSecond }: MirrorPictureSettings) =>
  Math.max(8_000, Math.round(kbps * 1000 * shareUsed - framesPerSecond * sealedBytes * 8));

function configOf(codec: 'vp8' | 'vp9', settings: MirrorPictureSettings): VideoEncoderConfig {
  return {
    codec: names[codec],
    width: settings.width,
    height: settings.height,
    framerate: settings.framesPerSecond,
    bitrate: bitrateOf(settings),
    latencyMode: 'realtime',
  };
}

/** Browsers that do not know the format give another one. */
export const canMakeStills = (): boolean =>
  document.createElement('canvas').toDataURL('image/webp').startsWith('data:image/webp');

/** How this browser can encode such pictures; null when it cannot at all. */
export async function chooseCodec(settings: MirrorPictureSettings): Promise<Codec | null> {
  if (typeof VideoEncoder !== 'undefined')
    for (const codec of ['vp8', 'vp9'] as const) {
      const config = configOf(codec, settings);
      const answer = await VideoEncoder.isConfigSupported(config).catch(() => null);
      if (answer?.supported) return codec;
    }
  return canMakeStills() ? 'webp' : null;
}

/** Video; each picture stands on those before it, but for key frames. */
class VideoPictures implements PictureEncoder {
  readonly framesPerSecond: number;
  private encoder: VideoEncoder | null = null;
  private readonly moments = new Map<number, Moment>();
  private stamp = 0;
  private faults = 0;
  private closed = false;

  constructor(
    readonly codec: 'vp8' | 'vp9',
    private readonly settings: MirrorPictureSettings,
    private readonly out: (encoded: Encoded) => void,
    private readonly failed: () => void,
  ) {
    this.framesPerSecond = settings.framesPerSecond;
  }

  get idle(): boolean {
    return (this.encoder?.encodeQueueSize ?? 0) === 0;
  }

  encode(canvas: HTMLCanvasElement, moment: Moment, key: boolean): void {
    if (this.closed) return;
    const fresh = this.encoder === null || this.encoder.state === 'closed';
    const encoder = fresh ? (this.encoder = this.open()) : this.encoder!;
    // The stamps are the encoder's own measure of time: it spreads its bits by them.
    this.stamp += Math.round(1_000_000 / this.framesPerSecond);
    this.moments.set(this.stamp, moment);
    const frame = new VideoFrame(canvas, { timestamp: this.stamp });
    encoder.encode(frame, { keyFrame: key || fresh });
    frame.close();
  }

  close(): void {
    this.closed = true;
    if (this.encoder !== null && this.encoder.state !== 'closed') this.encoder.close();
  }

  private open(): VideoEncoder {
    const encoder = new VideoEncoder({
      output: (chunk) => this.take(chunk),
      error: () => this.fail(encoder),
    });
    encoder.configure(configOf(this.codec, this.settings));
    return encoder;
  }

  private take(chunk: EncodedVideoChunk): void {
    const moment = this.moments.get(chunk.timestamp);
    for (const stamp of this.moments.keys())
      if (stamp <= chunk.timestamp) this.moments.delete(stamp);
    if (moment === undefined || this.closed) return;
    const bytes = new Uint8Array(chunk.byteLength);
    chunk.copyTo(bytes);
    this.out({ key: chunk.type === 'key', bytes, moment });
  }

  /** Browsers take an encoder away at times: the next picture gets a new one. */
  private fail(encoder: VideoEncoder): void {
    if (this.closed) return;
    if (encoder === this.encoder) this.encoder = null;
    if (++this.faults > mostFaults) this.failed();
  }
}

/** Stills, for browsers without video encoders: once a second, each for itself. */
class Stills implements PictureEncoder {
  readonly codec = 'webp';
  readonly framesPerSecond = stillsPerSecond;
  idle = true;
  private quality = 0.6;
  private closed = false;

  constructor(
    private readonly settings: MirrorPictureSettings,
    private readonly out: (encoded: Encoded) => void,
  ) {}

  encode(canvas: HTMLCanvasElement, moment: Moment): void {
    this.idle = false;
    canvas.toBlob((blob) => void this.take(blob, moment), 'image/webp', this.quality);
  }

  close(): void {
    this.closed = true;
  }

  private async take(blob: Blob | null, moment: Moment): Promise<void> {
    const bytes = blob && new Uint8Array(await blob.arrayBuffer());
    this.idle = true;
    if (bytes === null || this.closed) return;
    const most = bitrateOf(this.settings) / 8 / stillsPerSecond;
    this.quality = Math.min(0.7, Math.max(0.1, this.quality * (bytes.length > most ? 0.85 : 1.03)));
    this.out({ key: true, bytes, moment });
  }
}

/**
 * @param out takes what comes out, in the order in which it went in
 * @param failed it keeps failing: it is of no use any more
 */
export function makeEncoder(
  codec: Codec,
  settings: MirrorPictureSettings,
  out: (encoded: Encoded) => void,
  failed: () => void,
): PictureEncoder {
  return codec === 'webp'
    ? new Stills(settings, out)
    : new VideoPictures(codec, settings, out, failed);
}
