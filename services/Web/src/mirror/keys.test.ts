import { describe, expect, it } from 'vitest';
import { makeKey, makePair, open, seal, unwrap, wrapFor } from './keys';
import { type PictureHeader, writeHeader } from './protocol';

const head = (more: Partial<PictureHeader> = {}) =>
  writeHeader({
    kind: 1,
    key: true,
    codec: 'vp8',
    keyId: 1,
    sequence: 1,
    capturedAtMs: 1_800_000_000_000,
    classAtMs: 0,
    ...more,
  });
const picture = Uint8Array.from({ length: 900 }, (_, at) => at % 251);
const hex = (bytes: Uint8Array) =>
  [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
const bytesOf = (text: string) => Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));

describe('a pair', () => {
  it('tells its public point and never its private key', async () => {
    const pair = await makePair();
    const point = bytesOf(pair.publicKey);
    expect(point).toHaveLength(65);
    expect(point[0]).toBe(4);
    expect(pair.privateKey.extractable).toBe(false);
    await expect(crypto.subtle.exportKey('pkcs8', pair.privateKey)).rejects.toThrow();
  });
});

describe('a wrapped key', () => {
  const people = async () => {
    const [member, leader, other] = await Promise.all([makePair(), makePair(), makePair()]);
    const key = await makeKey();
    const wrapped = await wrapFor(member, leader.publicKey, 'class', 'cleo', 3, key);
    return { member, leader, other, key, wrapped };
  };

  it('opens for its leader what its member sealed, and cannot be read out', async () => {
    const { member, leader, key, wrapped } = await people();
    expect(bytesOf(wrapped)).toHaveLength(60);
    const given = await unwrap(leader, member.publicKey, 'class', 'cleo', 3, wrapped);
    expect(given.extractable).toBe(false);
    const frame = await seal(key, head(), picture);
    expect(hex((await open(given, frame))!)).toBe(hex(picture));
  });

  it('is another each time, for the same leader too', async () => {
    const { member, leader, key, wrapped } = await people();
    expect(await wrapFor(member, leader.publicKey, 'class', 'cleo', 3, key)).not.toBe(wrapped);
  });

  it('opens for nobody else, in no other class, under no other name or number', async () => {
    const { member, leader, other, wrapped } = await people();
    const from = member.publicKey;
    await expect(unwrap(other, from, 'class', 'cleo', 3, wrapped)).rejects.toThrow();
    await expect(unwrap(leader, other.publicKey, 'class', 'cleo', 3, wrapped)).rejects.toThrow();
    await expect(unwrap(leader, from, 'another', 'cleo', 3, wrapped)).rejects.toThrow();
    await expect(unwrap(leader, from, 'class', 'asha', 3, wrapped)).rejects.toThrow();
    await expect(unwrap(leader, from, 'class', 'cleo', 4, wrapped)).rejects.toThrow();
  });
});

describe('a sealed picture', () => {
  it('is its header, and nothing of what it shows', async () => {
    const frame = await seal(await makeKey(), head(), picture);
    expect(frame).toHaveLength(24 + 900 + 16);
    expect(hex(frame.subarray(0, 24))).toBe(hex(head()));
    expect(hex(frame)).not.toContain(hex(picture.subarray(0, 16)));
  });

  it('is another with each sequence and kind, though it shows the same', async () => {
    const key = await makeKey();
    const sealed = await Promise.all(
      [head(), head({ sequence: 2 }), head({ kind: 2 }), head({ keyId: 2 })].map((one) =>
        seal(key, one, picture),
      ),
    );
    expect(new Set(sealed.map((one) => hex(one.subarray(24)))).size).toBe(4);
  });

  it('is nothing without its key, or with any byte changed', async () => {
    const key = await makeKey();
    const frame = await seal(key, head(), picture);
    expect(await open(await makeKey(), frame)).toBeNull();
    expect(await open(key, frame.subarray(0, 40))).toBeNull();
    for (const at of [0, 1, 5, 8, 16, 23, 24, frame.length - 1]) {
      const changed = frame.slice();
      changed[at]! ^= 1;
      expect(await open(key, changed)).toBeNull();
    }
  });

  it('opens from the middle of a message', async () => {
    const key = await makeKey();
    const message = Uint8Array.of(0, 9, ...(await seal(key, head(), picture)));
    expect(hex((await open(key, message.subarray(2)))!)).toBe(hex(picture));
  });
});
