import { describe, expect, it, vi } from 'vitest';
import type { PictureHeader } from '../mirror/protocol';
import type { Decoding, DecodingEvents, Picture } from './decoding';
import { isGap, PictureStream } from './pictureStream';

const frame = (sequence: number, more: Partial<PictureHeader> = {}): PictureHeader => ({
  kind: 1,
  key: false,
  codec: 'vp8',
  keyId: 1,
  sequence,
  capturedAtMs: 1_000 + sequence * 250,
  classAtMs: 0,
  ...more,
});
const key = (sequence: number, more: Partial<PictureHeader> = {}) =>
  frame(sequence, { key: true, ...more });
/** What a key frame of 160 by 120 begins with. */
const vp8 = Uint8Array.of(0x10, 0, 0, 0x9d, 0x01, 0x2a, 160, 0, 120, 0);
const large = Uint8Array.of(0x10, 0, 0, 0x9d, 0x01, 0x2a, 0xff, 0x3f, 0xff, 0x3f);
const delta = Uint8Array.of(0x11, 0, 0, 1, 2, 3, 4, 5, 6, 7);
/** A still of 160 by 120, as far as its size. */
const still = new Uint8Array(40);
still.set(new TextEncoder().encode('RIFF    WEBPVP8X'));
still.set([159, 0, 0, 119, 0, 0], 24);

/** A stream over a decoder that only writes down what it was given. */
function stream() {
  let now = 0;
  let events: DecodingEvents | undefined;
  const closedDecoders = vi.fn();
  const decoded: number[] = [];
  const shown: number[] = [];
  const asked = vi.fn();
  const keys = new Map<number, Promise<CryptoKey | null>>([[1, Promise.resolve({} as CryptoKey)]]);
  const made = vi.fn();
  let refuse = false;
  let waiting = 0;
  let bytes: Uint8Array | null = vp8;
  const one = new PictureStream({
    keyOf: (keyId) => keys.get(keyId),
    open: () => Promise.resolve(bytes),
    make: (codec, failures, given): Decoding => {
      events = given;
      made(codec, failures);
      return {
        decode: (header) => {
          if (refuse) throw new Error('It does not take this.');
          decoded.push(header.sequence);
        },
        get waiting() {
          return waiting;
        },
        close: closedDecoders,
      };
    },
    show: (_, header) => void shown.push(header.sequence),
    askKeyFrame: asked,
    now: () => now,
    intervalMs: () => 250,
  });
  return {
    one,
    keys,
    decoded,
    shown,
    asked,
    made,
    closedDecoders,
    set bytes(value: Uint8Array | null) {
      bytes = value;
    },
    set refuse(value: boolean) {
      refuse = value;
    },
    set waiting(value: number) {
      waiting = value;
    },
    events: () => events!,
    pass: (ms: number) => (now += ms),
    take: async (...headers: PictureHeader[]) => {
      for (const header of headers) one.take(header, new Uint8Array(50));
      await settle();
    },
  };
}
const settle = () => new Promise((resolve) => setTimeout(resolve));
const picture = () => ({ close: vi.fn() }) as unknown as Picture & { close: () => void };

describe('the pictures of a member', () => {
  it('are decoded in their order, from a key frame on', async () => {
    const { take, decoded, asked } = stream();
    await take(frame(1), key(2), frame(3), frame(4));
    expect(decoded).toEqual([2, 3, 4]);
    expect(asked).toHaveBeenCalledTimes(1);
  });

  it('wait for a key that is being unwrapped, and keep their order', async () => {
    const { take, keys, decoded } = stream();
    let give!: (key: CryptoKey) => void;
    keys.set(2, new Promise((resolve) => (give = resolve)));
    await take(key(1, { keyId: 2 }), frame(2, { keyId: 2 }));
    expect(decoded).toEqual([]);
    give({} as CryptoKey);
    await settle();
    expect(decoded).toEqual([1, 2]);
  });

  it('without a key, or changed on their way, are dropped up to the next key frame', async () => {
    const all = stream();
    await all.take(key(1, { keyId: 9 }), frame(2, { keyId: 9 }));
    expect(all.decoded).toEqual([]);
    expect(all.asked).toHaveBeenCalledTimes(1);
    await all.take(key(3));
    all.bytes = null;
    await all.take(frame(4));
    all.bytes = vp8;
    await all.take(frame(5), key(6), frame(7));
    expect(all.decoded).toEqual([3, 6, 7]);
  });

  it('that come a second time, or out of their order, are not decoded', async () => {
    const { take, decoded } = stream();
    await take(key(5), frame(6), frame(6), frame(4), key(5), frame(7));
    expect(decoded).toEqual([5, 6, 7]);
  });

  it('begin anew with another key, however it counts', async () => {
    const { take, keys, decoded } = stream();
    keys.set(2, Promise.resolve({} as CryptoKey));
    await take(key(50), frame(1, { keyId: 2 }), key(2, { keyId: 2 }), frame(3, { keyId: 2 }));
    expect(decoded).toEqual([50, 2, 3]);
  });

  it('ask for a key frame after a gap, at most once a second, and go on meanwhile', async () => {
    const { take, decoded, asked, pass } = stream();
    await take(key(1), frame(9), frame(20));
    expect(decoded).toEqual([1, 9, 20]);
    expect(asked).toHaveBeenCalledTimes(1);
    pass(1_000);
    await take(frame(30));
    expect(asked).toHaveBeenCalledTimes(2);
  });

  it('get another decoder when theirs fails, or is asked for another codec', async () => {
    const all = stream();
    await all.take(key(1), frame(2));
    all.events().failed();
    await all.take(frame(3), key(4), frame(5));
    expect(all.decoded).toEqual([1, 2, 4, 5]);
    expect(all.made.mock.calls).toEqual([
      ['vp8', 0],
      ['vp8', 1],
    ]);
    all.refuse = true;
    await all.take(frame(6));
    all.refuse = false;
    await all.take(key(7));
    all.bytes = still;
    await all.take(key(8, { codec: 'webp' }));
    expect(all.made).toHaveBeenLastCalledWith('webp', 2);
    expect(all.closedDecoders).toHaveBeenCalledTimes(3);
  });

  it('too large to draw are not given to a decoder', async () => {
    const all = stream();
    all.bytes = large;
    await all.take(key(1), frame(2));
    expect(all.made).not.toHaveBeenCalled();
    all.bytes = vp8;
    await all.take(key(3));
    // Whatever is said of them.
    all.bytes = large;
    await all.take(frame(4));
    all.bytes = delta;
    await all.take(frame(5), key(6));
    all.bytes = vp8;
    await all.take(key(7));
    all.bytes = delta;
    await all.take(frame(8));
    expect(all.decoded).toEqual([3, 7, 8]);
  });

  it('do not pile up behind a decoder, or behind a page that slept', async () => {
    const all = stream();
    await all.take(key(1));
    all.waiting = 40;
    await all.take(frame(2));
    all.waiting = 0;
    await all.take(frame(3), key(4));
    expect(all.decoded).toEqual([1, 4]);
    await all.take(...Array.from({ length: 100 }, (_, at) => frame(5 + at)));
    expect(all.decoded).toHaveLength(42);
    await all.take(frame(105), key(106), frame(107));
    expect(all.decoded.slice(42)).toEqual([106, 107]);
  });

  it('are shown as they are decoded, until the stream is closed', async () => {
    const all = stream();
    await all.take(key(1), frame(2));
    all.events().picture(picture(), key(1));
    expect(all.shown).toEqual([1]);
    all.one.close();
    const late = picture();
    all.events().picture(late, frame(2));
    expect(all.shown).toEqual([1]);
    expect(late.close).toHaveBeenCalledTimes(1);
    await all.take(key(3));
    expect(all.decoded).toEqual([1, 2]);
  });
});

describe('a gap', () => {
  it('is a jump of number and time: the number counts pictures of the other size too', () => {
    expect(isGap(frame(1), frame(2, { capturedAtMs: 9_000 }), 250)).toBe(false);
    expect(isGap(frame(1), frame(5, { capturedAtMs: 1_500 }), 250)).toBe(false);
    expect(isGap(frame(1), frame(5), 250)).toBe(true);
  });
});
