import { framesPerSecond } from './messages';

/** Main profile compresses better; every player takes both. */
const profiles = ['4d00', '42e0'];

/** Smallest H.264 level for 30 frames a second of so many macroblocks (ITU-T H.264, table A-1). */
export function levelFor(width: number, height: number): string {
  const blocks = Math.ceil(width / 16) * Math.ceil(height / 16);
  return blocks <= 1350 ? '1e' : blocks <= 3600 ? '1f' : '28';
}

/**
 * The size to encode a picture at: its shorter side at most `shortSide`, its shape kept, even
 * numbers.
 */
export function sizeFor(
  width: number,
  height: number,
  shortSide: number,
): { width: number; height: number } {
  const scale = Math.min(1, shortSide / Math.min(width, height));
  const even = (side: number) => Math.max(2, Math.floor((side * scale) / 2) * 2);
  return { width: even(width), height: even(height) };
}

/** The first configuration that this browser can encode, or null when there is none. */
export async function chooseVideo(
  size: { width: number; height: number },
  bitrate: number,
): Promise<VideoEncoderConfig | null> {
  for (const profile of profiles) {
    const config: VideoEncoderConfig = {
      codec: `avc1.${profile}${levelFor(size.width, size.height)}`,
      ...size,
      bitrate,
      framerate: framesPerSecond,
      latencyMode: 'realtime',
      avc: { format: 'avc' },
    };
    if ((await VideoEncoder.isConfigSupported(config).catch(() => null))?.supported) return config;
  }
  return null;
}

export interface CodedFrame {
  isKey: boolean;
  /** As the frame that went in. */
  stampUs: number;
  durationUs: number;
  payload: Uint8Array;
}

/**
 * Encodes frames; set anew when the picture's size changes, and at key frames when the bitrate
 * does.
 */
export class PictureEncoder {
  /** What is being encoded now; null before the first frame. */
  config: VideoEncoderConfig | null = null;
  /** AVCDecoderConfigurationRecord of what comes out now. */
  description: Uint8Array | null = null;

  private encoder: VideoEncoder | null = null;

  constructor(
    private readonly onFrame: (frame: CodedFrame) => void,
    private readonly onError: () => void,
  ) {}

  get waiting(): number {
    return this.encoder?.encodeQueueSize ?? 0;
  }

  get ready(): boolean {
    return this.encoder?.state === 'configured';
  }

  configure(config: VideoEncoderConfig): void {
    if (!this.ready) {
      this.encoder = new VideoEncoder({
        output: (chunk, metadata) => this.onChunk(chunk, metadata),
        error: () => this.onError(),
      });
    }
    this.encoder!.configure(config);
    this.config = config;
  }

  /** The frame is closed. */
  encode(frame: VideoFrame, stampUs: number, isKey: boolean): void {
    const stamped = new VideoFrame(frame, { timestamp: stampUs });
    frame.close();
    this.encoder!.encode(stamped, { keyFrame: isKey });
    stamped.close();
  }

  /** Settles when everything that went in has come out. */
  async flush(): Promise<void> {
    if (this.ready) await this.encoder!.flush().catch(() => undefined);
  }

  close(): void {
    if (this.encoder && this.encoder.state !== 'closed') this.encoder.close();
  }

  private onChunk(chunk: EncodedVideoChunk, metadata: EncodedVideoChunkMetadata | undefined): void {
    const described = metadata?.decoderConfig?.description;
    if (described)
      this.description = new Uint8Array(
        ArrayBuffer.isView(described)
          ? described.buffer.slice(
              described.byteOffset,
              described.byteOffset + described.byteLength,
            )
          : described.slice(0),
      );
    const payload = new Uint8Array(chunk.byteLength);
    chunk.copyTo(payload);
    this.onFrame({
      isKey: chunk.type === 'key',
      stampUs: chunk.timestamp,
      durationUs: chunk.duration ?? 0,
      payload,
    });
  }
}
