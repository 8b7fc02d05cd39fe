import type { Codec, PictureHeader } from '../mirror/protocol';
import type { Decoding, DecodingEvents, Picture } from './decoding';
import { isDrawable, pictureSize } from './pictureSize';

/** More waiting pictures than these are a machine that does not keep up, or a page that slept. */
const mostWaiting = 40;
const askEveryMs = 1_000;
/** Somewhat more than the time between two pictures. */
const gapFactor = 1.75;

export interface StreamWays {
  /** The key of this number; undefined when nobody gave one. */
  keyOf(keyId: number): Promise<CryptoKey | null> | undefined;
  open(key: CryptoKey, frame: Uint8Array): Promise<Uint8Array | null>;
  make(codec: Codec, failures: number, events: DecodingEvents): Decoding;
  /** Shows a picture, and closes it. */
  show(picture: Picture, header: PictureHeader): void;
  askKeyFrame(): void;
  /** A local clock, in milliseconds. */
  now(): number;
  /** Milliseconds between two pictures, as they are asked for. */
  intervalMs(): number;
}

/**
 * True when pictures of this kind are missing between two: the number rises over both kinds, so it
 * may jump where nothing is missing, and time alone says nothing of a camera that stood still.
 */
export function isGap(last: PictureHeader, next: PictureHeader, intervalMs: number): boolean {
  return (
    next.sequence !== last.sequence + 1 &&
    next.capturedAtMs - last.capturedAtMs > gapFactor * intervalMs
  );
}

/**
 * The pictures of one member and one kind: opened and decoded in their order. What cannot be gone
 * on with is dropped up to the next key frame, which is asked for; nothing queues.
 */
export class PictureStream {
  private last: PictureHeader | null = null;
  /** Nothing before the next key frame can be used, of what comes in. */
  private needsKey = true;
  /** The same of what is decoded: pictures that came in meanwhile are behind it. */
  private whole = false;
  private queued = 0;
  private work: Promise<void> = Promise.resolve();
  private decoder: { codec: Codec; decoding: Decoding } | null = null;
  private failures = 0;
  private askedAt = -Infinity;
  private closed = false;

  constructor(private readonly ways: StreamWays) {}

  /** A picture as it came; its header is believed once it has been opened with it. */
  take(header: PictureHeader, frame: Uint8Array): void {
    const { last } = this;
    const sameKey = last?.keyId === header.keyId;
    if (last && sameKey && header.sequence <= last.sequence) return;
    if (header.key) this.needsKey = false;
    else if (!sameKey) this.needsKey = true;
    else if (isGap(last!, header, this.ways.intervalMs())) this.askKeyFrame();
    this.last = header;
    if (this.queued >= mostWaiting) this.needsKey = true;
    if (this.needsKey) return this.askKeyFrame();
    this.queued++;
    this.work = this.work.then(() => this.decode(header, frame)).finally(() => this.queued--);
  }

  close(): void {
    this.closed = true;
    this.dropDecoder();
  }

  private async decode(header: PictureHeader, frame: Uint8Array): Promise<void> {
    if (this.closed || (!header.key && !this.whole)) return;
    const key = await this.ways.keyOf(header.keyId);
    const bytes = key ? await this.ways.open(key, frame) : null;
    if (this.closed) return;
    if (bytes === null || !this.mayDecode(header, bytes)) return this.fail();
    if (header.key) this.whole = true;
    // The decoder may have failed while this was opened.
    if (!this.whole) return;
    try {
      const decoding = this.decoderFor(header.codec);
      if (decoding.waiting >= mostWaiting) return this.fail();
      decoding.decode(header, bytes);
    } catch {
      this.refuse();
    }
  }

  /** What begins anew says its size, and a member may say of such a picture that it does not. */
  private mayDecode(header: PictureHeader, bytes: Uint8Array): boolean {
    const size = pictureSize(header.codec, bytes);
    return size === null ? !header.key && header.codec !== 'webp' : isDrawable(size);
  }

  private decoderFor(codec: Codec): Decoding {
    if (this.decoder?.codec === codec) return this.decoder.decoding;
    this.dropDecoder();
    const decoding: Decoding = this.ways.make(codec, this.failures, {
      picture: (picture, header) => {
        if (this.decoder?.decoding === decoding) this.ways.show(picture, header);
        else picture.close();
      },
      failed: () => {
        if (this.decoder?.decoding === decoding) this.refuse();
      },
    });
    this.decoder = { codec, decoding };
    return decoding;
  }

  /** The decoder is of no use any more. */
  private refuse(): void {
    this.failures++;
    this.dropDecoder();
    this.fail();
  }

  private fail(): void {
    this.whole = false;
    this.needsKey = true;
    this.askKeyFrame();
  }

  private dropDecoder(): void {
    this.decoder?.decoding.close();
    this.decoder = null;
  }

  private askKeyFrame(): void {
    const now = this.ways.now();
    if (this.closed || now - this.askedAt < askEveryMs) return;
    this.askedAt = now;
    this.ways.askKeyFrame();
  }
}
