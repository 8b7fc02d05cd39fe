import { describe, expect, it } from 'vitest';
import { isDrawable, pictureSize } from './pictureSize';

const letters = (text: string) => [...text].map((letter) => letter.charCodeAt(0));
const vp8 = (width: number, height: number, key = true) =>
  Uint8Array.of(
    key ? 0x10 : 0x11,
    0,
    0,
    0x9d,
    0x01,
    0x2a,
    width & 255,
    width >> 8,
    height & 255,
    height >> 8,
  );
const webp = (kind: string, ...rest: number[]) =>
  Uint8Array.of(
    ...letters('RIFF'),
    0,
    0,
    0,
    0,
    ...letters('WEBP'),
    ...letters(kind),
    0,
    0,
    0,
    0,
    ...rest,
    ...new Uint8Array(12),
  );
/** A key frame of profile 0: shown, colour space 1, studio range, then the size. */
function vp9(width: number, height: number): Uint8Array {
  const number = (value: number, bits: number) => value.toString(2).padStart(bits, '0');
  const bits =
    '10000010' + number(0x498342, 24) + '0010' + number(width - 1, 16) + number(height - 1, 16);
  const padded = bits.padEnd(Math.ceil(bits.length / 8) * 8 + 16, '0');
  return Uint8Array.from(padded.match(/.{8}/g)!, (byte) => Number.parseInt(byte, 2));
}

describe('the size of a picture', () => {
  it('is read of a key frame, and of no other', () => {
    expect(pictureSize('vp8', vp8(160, 120))).toEqual({ width: 160, height: 120 });
    expect(pictureSize('vp8', vp8(160, 120, false))).toBeNull();
    expect(pictureSize('vp9', vp9(320, 240))).toEqual({ width: 320, height: 240 });
    expect(
      pictureSize(
        'vp9',
        vp9(320, 240).map((byte, at) => (at === 2 ? byte ^ 1 : byte)),
      ),
    ).toBeNull();
  });

  it('leaves the scaling of VP8 out', () => {
    const scaled = vp8(160, 120);
    scaled[7]! |= 0x40;
    expect(pictureSize('vp8', scaled)).toEqual({ width: 160, height: 120 });
  });

  it('is read of stills, whichever way they are written', () => {
    expect(pictureSize('webp', webp('VP8 ', ...vp8(160, 120)))).toEqual({
      width: 160,
      height: 120,
    });
    const bits = (160 - 1) | ((120 - 1) << 14);
    const lossless = [0x2f, bits & 255, (bits >> 8) & 255, (bits >> 16) & 255, bits >> 24];
    expect(pictureSize('webp', webp('VP8L', ...lossless))).toEqual({ width: 160, height: 120 });
    const extended = [0, 0, 0, 0, 0x00, 0x40, 0, 0xff, 0x3f, 0];
    expect(pictureSize('webp', webp('VP8X', ...extended))).toEqual({
      width: 0x4001,
      height: 0x4000,
    });
  });

  it.each(['vp8', 'vp9', 'webp'] as const)('of nothing is none, %s', (codec) => {
    for (const length of [0, 1, 9, 10, 29, 30, 40])
      expect(pictureSize(codec, new Uint8Array(length))).toBeNull();
  });

  it('is drawn up to what a member may send, either way up', () => {
    expect(isDrawable({ width: 320, height: 240 })).toBe(true);
    expect(isDrawable({ width: 240, height: 320 })).toBe(true);
    expect(isDrawable({ width: 16_383, height: 16_383 })).toBe(false);
    expect(isDrawable({ width: 0, height: 120 })).toBe(false);
    expect(isDrawable(null)).toBe(false);
  });
});
