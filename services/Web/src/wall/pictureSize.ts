import type { Codec } from '../mirror/protocol';

export interface PictureSize {
  width: number;
  height: number;
}

const text = (bytes: Uint8Array, from: number, to: number) =>
  String.fromCharCode(...bytes.subarray(from, to));
const number16 = (bytes: Uint8Array, at: number) => bytes[at]! | (bytes[at + 1]! << 8);

/** RFC 6386, 9.1: a start code, then twice 14 bits of size and 2 of scaling. */
function ofVp8(bytes: Uint8Array, at = 0): PictureSize | null {
  if (bytes.length < at + 10 || (bytes[at]! & 1) !== 0) return null;
  if (bytes[at + 3] !== 0x9d || bytes[at + 4] !== 0x01 || bytes[at + 5] !== 0x2a) return null;
  return {
    width: number16(bytes, at + 6) & 0x3fff,
    height: number16(bytes, at + 8) & 0x3fff,
  };
}

/** VP9 bitstream, 6.2: the uncompressed header of a key frame of profile 0. */
function ofVp9(bytes: Uint8Array): PictureSize | null {
  if (bytes.length < 10) return null;
  let at = 0;
  const read = (bits: number) => {
    let value = 0;
    for (let left = bits; left > 0; left--, at++)
      value = (value << 1) | ((bytes[at >> 3]! >> (7 - (at & 7))) & 1);
    return value;
  };
  const [marker, profile, existing, kind] = [read(2), read(2), read(1), read(1)];
  if (marker !== 2 || profile !== 0 || existing !== 0 || kind !== 0) return null;
  read(2);
  if (read(24) !== 0x498342) return null;
  const sRgb = 7;
  if (read(3) === sRgb) return null;
  read(1);
  return { width: read(16) + 1, height: read(16) + 1 };
}

/** The WebP container: lossy, lossless or extended. */
function ofWebP(bytes: Uint8Array): PictureSize | null {
  if (bytes.length < 30 || text(bytes, 0, 4) !== 'RIFF' || text(bytes, 8, 12) !== 'WEBP')
    return null;
  switch (text(bytes, 12, 16)) {
    case 'VP8 ':
      return ofVp8(bytes, 20);
    case 'VP8L': {
      const bits = number16(bytes, 21) | (number16(bytes, 23) << 16);
      return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
    }
    case 'VP8X':
      return {
        width: (number16(bytes, 24) | (bytes[26]! << 16)) + 1,
        height: (number16(bytes, 27) | (bytes[29]! << 16)) + 1,
      };
    default:
      return null;
  }
}

const readers = { vp8: ofVp8, vp9: ofVp9, webp: ofWebP };

/**
 * What a key frame or a still says its size is, in pixels; null when it is none. A few bytes can
 * ask a decoder for a gigabyte, so this is read first.
 */
export const pictureSize = (codec: Codec, bytes: Uint8Array): PictureSize | null =>
  readers[codec](bytes);

/** More than any camera of a member is asked for, either way up. */
const mostPixels = 640 * 640;

export function isDrawable(size: PictureSize | null): boolean {
  return (
    size !== null && size.width > 0 && size.height > 0 && size.width * size.height <= mostPixels
  );
}
