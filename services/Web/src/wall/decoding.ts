import type { Codec, PictureHeader } from '../mirror/protocol';

/** A decoded picture; whoever takes it closes it. */
export type Picture = VideoFrame | ImageBitmap;

export interface DecodingEvents {
  picture(picture: Picture, header: PictureHeader): void;
  /** It is of no use any more: a new one begins with the next key frame. */
  failed(): void;
}

/** Decodes the pictures of one tile and kind, in their order. */
export interface Decoding {
  /** @throws when it cannot take this picture; it is of no use any more then */
  decode(header: PictureHeader, bytes: Uint8Array): void;
  /** Pictures that are not decoded yet. */
  readonly waiting: number;
  close(): void;
}

const names = { vp8: 'vp8', vp9: 'vp09.00.10.08' };

class VideoDecoding implements Decoding {
  private readonly decoder: VideoDecoder;
  private readonly headers = new Map<number, PictureHeader>();
  private taken = 0;

  constructor(codec: 'vp8' | 'vp9', anyHardware: boolean, events: DecodingEvents) {
    this.decoder = new VideoDecoder({
      output: (frame) => {
        const header = this.headers.get(frame.timestamp);
        this.headers.delete(frame.timestamp);
        if (header) events.picture(frame, header);
        else frame.close();
      },
      error: () => events.failed(),
    });
    this.decoder.configure({
      codec: names[codec],
      optimizeForLatency: true,
      // Hardware decodes a few large streams; thirty stamps are faster and safer in software.
      hardwareAcceleration: anyHardware ? 'no-preference' : 'prefer-software',
    });
  }

  get waiting(): number {
    return this.decoder.decodeQueueSize;
  }

  decode(header: PictureHeader, bytes: Uint8Array): void {
    // A number, not a moment: two frames may say the same one.
    const timestamp = this.taken++;
    this.headers.set(timestamp, header);
    this.decoder.decode(
      new EncodedVideoChunk({ type: header.key ? 'key' : 'delta', timestamp, data: bytes }),
    );
  }

  close(): void {
    if (this.decoder.state !== 'closed') this.decoder.close();
  }
}

class StillDecoding implements Decoding {
  waiting = 0;
  private closed = false;
  private newest = -1;
  private taken = 0;

  constructor(private readonly events: DecodingEvents) {}

  decode(header: PictureHeader, bytes: Uint8Array): void {
    const place = this.taken++;
    this.waiting++;
    const still = new Blob([bytes as Uint8Array<ArrayBuffer>], { type: 'image/webp' });
    void createImageBitmap(still)
      .then(
        (picture) => {
          // One may be done before another that came first.
          if (this.closed || place < this.newest) return picture.close();
          this.newest = place;
          this.events.picture(picture, header);
        },
        () => {
          if (!this.closed) this.events.failed();
        },
      )
      .finally(() => this.waiting--);
  }

  close(): void {
    this.closed = true;
  }
}

/**
 * @param failures of decoders before this one: a browser may refuse to decode in software, so every
 * second one leaves the choice to it
 * @throws when this browser does not decode the codec
 */
export function makeDecoding(codec: Codec, failures: number, events: DecodingEvents): Decoding {
  return codec === 'webp'
    ? new StillDecoding(events)
    : new VideoDecoding(codec, failures % 2 === 1, events);
}
