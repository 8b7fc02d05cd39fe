import { describe, expect, it, vi } from 'vitest';
import type { MirrorGiveKey, MirrorLeader } from '../contract/hub';
import { Keyring } from './keyring';
import { makePair, open, type OwnPair, unwrap } from './keys';
import { readHeader } from './protocol';

const header = { kind: 1, key: true, codec: 'vp8', capturedAtMs: 5, classAtMs: 4 } as const;
const picture = Uint8Array.of(1, 2, 3);

interface Watcher extends MirrorLeader {
  pair: OwnPair;
}

async function watcher(id: string): Promise<Watcher> {
  const pair = await makePair();
  return {
    id,
    memberId: id,
    displayName: id,
    publicKey: pair.publicKey,
    splits: false,
    looksAt: null,
    pair,
  };
}

async function ringOf() {
  const given: MirrorGiveKey[] = [];
  const changed = vi.fn();
  const ring = await Keyring.make('class', (message) => given.push(message), changed);
  /** What a leader can open with the last key that they were given. */
  const opens = async ({ id, pair }: Watcher, frame: Uint8Array) => {
    const last = given.filter(({ leader }) => leader === id).at(-1)!;
    const key = await unwrap(pair, ring.publicKey, 'class', id, last.keyId, last.wrapped);
    return open(key, frame);
  };
  return { ring, given, changed, opens };
}

describe('the keys of one who shares', () => {
  it('seal nothing while nobody watches', async () => {
    const { ring, given } = await ringOf();
    await ring.follow([]);
    expect(ring.ready).toBe(false);
    expect(await ring.seal(header, picture)).toBeNull();
    expect(given).toEqual([]);
  });

  it('are given to each leader once, who opens what follows', async () => {
    const { ring, given, changed, opens } = await ringOf();
    const cleo = await watcher('cleo');
    await ring.follow([cleo]);
    await ring.follow([{ ...cleo, displayName: 'Cleo B.' }]);
    expect(given.map(({ leader, keyId }) => [leader, keyId])).toEqual([['cleo', 1]]);
    expect(changed).toHaveBeenCalledTimes(1);
    const frame = (await ring.seal(header, picture))!;
    expect(await opens(cleo, frame)).toEqual(picture);
    expect(readHeader(frame)).toEqual({ ...header, keyId: 1, sequence: 1 });
  });

  it('stay when somebody joins, who opens them too', async () => {
    const { ring, given, changed, opens } = await ringOf();
    const [cleo, asha] = await Promise.all([watcher('cleo'), watcher('asha')]);
    await ring.follow([cleo]);
    await ring.follow([cleo, asha]);
    expect(given.map(({ leader, keyId }) => [leader, keyId])).toEqual([
      ['cleo', 1],
      ['asha', 1],
    ]);
    expect(changed).toHaveBeenCalledTimes(2);
    const frame = (await ring.seal(header, picture))!;
    expect(await opens(cleo, frame)).toEqual(picture);
    expect(await opens(asha, frame)).toEqual(picture);
  });

  it('are others once somebody leaves, who opens none of what follows', async () => {
    const { ring, given, opens } = await ringOf();
    const [cleo, asha] = await Promise.all([watcher('cleo'), watcher('asha')]);
    await ring.follow([cleo, asha]);
    await ring.follow([asha]);
    expect(given.at(-1)).toMatchObject({ leader: 'asha', keyId: 2 });
    const frame = (await ring.seal(header, picture))!;
    expect(readHeader(frame)?.keyId).toBe(2);
    expect(await opens(cleo, frame)).toBeNull();
    expect(await opens(asha, frame)).toEqual(picture);
  });

  it('are others for whoever comes after the last one left', async () => {
    const { ring, opens } = await ringOf();
    const [cleo, asha] = await Promise.all([watcher('cleo'), watcher('asha')]);
    await ring.follow([cleo]);
    await ring.follow([]);
    expect(ring.ready).toBe(false);
    await ring.follow([asha]);
    const frame = (await ring.seal(header, picture))!;
    expect(await opens(cleo, frame)).toBeNull();
    expect(await opens(asha, frame)).toEqual(picture);
  });

  it('follow the last list, however fast lists come', async () => {
    const { ring, opens } = await ringOf();
    const [cleo, asha] = await Promise.all([watcher('cleo'), watcher('asha')]);
    const first = ring.follow([cleo, asha]);
    expect(ring.ready).toBe(false);
    void ring.follow([cleo]);
    void ring.follow([asha]);
    await first;
    expect(ring.ready).toBe(true);
    const frame = (await ring.seal(header, picture))!;
    expect(await opens(cleo, frame)).toBeNull();
    expect(await opens(asha, frame)).toEqual(picture);
  });

  it('reach the others although one of them has a point that is none', async () => {
    const { ring, given } = await ringOf();
    const cleo = await watcher('cleo');
    await ring.follow([{ ...cleo, id: 'broken', publicKey: 'AAAA' }, cleo]);
    expect(given.map(({ leader }) => leader)).toEqual(['cleo']);
  });

  it('number their pictures without a gap, and begin again after 255 keys', async () => {
    const { ring } = await ringOf();
    const cleo = await watcher('cleo');
    await ring.follow([cleo]);
    for (let round = 0; round < 255; round += 1) {
      await ring.follow([]);
      await ring.follow([cleo]);
    }
    const frames = [await ring.seal(header, picture), await ring.seal(header, picture)];
    expect(frames.map((frame) => readHeader(frame!)?.keyId)).toEqual([1, 1]);
    expect(frames.map((frame) => readHeader(frame!)?.sequence)).toEqual([1, 2]);
  });
});
