import { mirrorLimits, type MirrorServerMessage } from '../contract/hub';

/** 1 is a tile, 2 a look-in. */
export type PictureKind = 1 | 2;
export type Codec = 'vp8' | 'vp9' | 'webp';

/** What stands before each picture, readable on its way; the picture itself is encrypted. */
export interface PictureHeader {
  kind: PictureKind;
  /** It can be decoded without any before it; true of every still. */
  key: boolean;
  codec: Codec;
  /** Which of the sender's keys, 1 to 255. */
  keyId: number;
  /** Rises over both kinds within one key; 32 bits. */
  sequence: number;
  /** Unix milliseconds on the server's clock. */
  capturedAtMs: number;
  /** Media time of the class's frame that the member saw then; 0 when there was none. */
  classAtMs: number;
}

const { headerBytes, tagBytes } = mirrorLimits;
const codecs: readonly Codec[] = ['vp8', 'vp9', 'webp'];

/** 24 bytes, big endian. */
export function writeHeader(header: PictureHeader): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(headerBytes);
  const view = new DataView(bytes.buffer);
  view.setUint8(0, header.kind);
  view.setUint8(1, (header.key ? 1 : 0) | (codecs.indexOf(header.codec) << 1));
  view.setUint8(2, header.keyId);
  view.setUint32(4, header.sequence);
  view.setBigInt64(8, BigInt(Math.round(header.capturedAtMs)));
  view.setBigInt64(16, BigInt(Math.round(header.classAtMs)));
  return bytes;
}

/** Null for what is not a picture of this protocol. */
export function readHeader(frame: Uint8Array): PictureHeader | null {
  if (frame.byteLength <= headerBytes + tagBytes) return null;
  const view = new DataView(frame.buffer, frame.byteOffset, headerBytes);
  const [kind, flags, keyId] = [view.getUint8(0), view.getUint8(1), view.getUint8(2)];
  const codec = codecs[flags >> 1];
  if ((kind !== 1 && kind !== 2) || codec === undefined || keyId === 0 || view.getUint8(3) !== 0)
    return null;
  return {
    kind,
    key: (flags & 1) === 1,
    codec,
    keyId,
    sequence: view.getUint32(4),
    capturedAtMs: Number(view.getBigInt64(8)),
    classAtMs: Number(view.getBigInt64(16)),
  };
}

/** What comes to a leader: the number of the tile, and the picture as its sender sealed it. */
export function readTile(frame: Uint8Array): { tile: number; picture: Uint8Array } {
  return { tile: (frame[0]! << 8) | frame[1]!, picture: frame.subarray(2) };
}

/** Null for what cannot be read. What a later server says besides is passed over by its type. */
export function readServerMessage(text: string): MirrorServerMessage | null {
  try {
    const value = JSON.parse(text) as { type?: unknown } | null;
    return typeof value?.type === 'string' ? (value as MirrorServerMessage) : null;
  } catch {
    return null;
  }
}
