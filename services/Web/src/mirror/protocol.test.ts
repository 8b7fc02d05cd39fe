import { describe, expect, it } from 'vitest';
import {
  type PictureHeader,
  readHeader,
  readServerMessage,
  readTile,
  writeHeader,
} from './protocol';

const header: PictureHeader = {
  kind: 2,
  key: true,
  codec: 'vp9',
  keyId: 7,
  sequence: 0xdeadbeef,
  capturedAtMs: 1_800_000_000_123.4,
  classAtMs: 1_799_999_995_000,
};
/** A header as it goes on its way: a picture and its tag follow. */
const framed = (head: Uint8Array) => Uint8Array.of(...head, ...new Uint8Array(17));
const changed = (at: number, value: number) => {
  const frame = framed(writeHeader(header));
  frame[at] = value;
  return readHeader(frame);
};

describe('the header of a picture', () => {
  it('has its bytes where both ends expect them', () => {
    const hex = [...writeHeader(header)].map((byte) => byte.toString(16).padStart(2, '0'));
    expect(hex.join('')).toBe('02030700deadbeef000001a3185c507b000001a3185c3c78');
  });

  it.each(['vp8', 'vp9', 'webp'] as const)('is read as it was written, %s', (codec) => {
    for (const key of [true, false])
      for (const kind of [1, 2] as const) {
        const one = { ...header, codec, key, kind, capturedAtMs: 1_800_000_000_123, classAtMs: 0 };
        expect(readHeader(framed(writeHeader(one)))).toEqual(one);
      }
  });

  it('is read from the middle of a message', () => {
    const message = Uint8Array.of(0x12, 0x34, ...framed(writeHeader(header)));
    const { tile, picture } = readTile(message);
    expect(tile).toBe(0x1234);
    expect(readHeader(picture)?.sequence).toBe(0xdeadbeef);
  });

  it.each([
    ['another kind', 0, 3],
    ['a codec that nobody knows', 1, 7],
    ['flags that nobody knows', 1, 9],
    ['no key', 2, 0],
    ['something in the empty place', 3, 1],
  ])('with %s is none', (_, at, value) => expect(changed(at, value)).toBeNull());

  it('without a picture is none', () => {
    expect(readHeader(new Uint8Array(0))).toBeNull();
    expect(readHeader(framed(writeHeader(header)).subarray(0, 40))).toBeNull();
  });
});

describe('what the server says', () => {
  it('is read by its type', () =>
    expect(readServerMessage('{"type":"needKeyFrame","kind":1}')).toEqual({
      type: 'needKeyFrame',
      kind: 1,
    }));

  it.each(['', '{', 'null', '7', '{"kind":1}', '{"type":2}'])('is not %j', (text) =>
    expect(readServerMessage(text)).toBeNull(),
  );
});
