import { describe, expect, it } from 'vitest';
import type {
  MirrorClientMessage,
  MirrorServerMessage,
  MirrorSettings,
  MirrorTile,
} from '../contract/hub';
import type { MirrorSocket, MirrorSocketEvents } from '../mirror/socket';
import { WallClient } from './wallClient';

const settings: MirrorSettings = {
  tile: { width: 160, height: 120, framesPerSecond: 4, kbps: 30 },
  lookIn: { width: 320, height: 240, framesPerSecond: 12, kbps: 150 },
};
const tile = (number: number, memberId: string, more: Partial<MirrorTile> = {}): MirrorTile => ({
  tile: number,
  memberId,
  displayName: memberId.toUpperCase(),
  publicKey: `key of ${memberId}`,
  paused: false,
  sinceMs: 0,
  lastLookAtMs: null,
  ...more,
});

/** A wall over a socket that only writes down what it is told. */
async function wall() {
  const sent: MirrorClientMessage[] = [];
  let events!: MirrorSocketEvents;
  let hello!: () => Promise<unknown>;
  const client = new WallClient('s', { now: () => 0 }, (_, greet, given) => {
    events = given;
    hello = greet;
    const socket: Pick<MirrorSocket, 'start' | 'send' | 'close'> = {
      start: () => undefined,
      send: (message) => void sent.push(message),
      close: () => undefined,
    };
    return socket as MirrorSocket;
  });
  const say = (message: MirrorServerMessage) => events.text(message);
  const connect = async (id: string) => {
    events.state('connecting');
    const first = await hello();
    events.state('on');
    say({ type: 'watching', id, settings });
    return first as { type: string; publicKey: string };
  };
  return { client, sent, say, connect, events, first: await connect('leader-1') };
}

describe('a leader’s wall', () => {
  it('says who watches with a pair of its own each time it connects', async () => {
    const { first, connect } = await wall();
    expect(first.type).toBe('watch');
    expect((await connect('leader-2')).publicKey).not.toBe(first.publicKey);
  });

  it('tells whom it looks in on, once, and the next one ends the first', async () => {
    const { client, sent, say } = await wall();
    say({ type: 'tiles', tiles: [tile(1, 'asha'), tile(2, 'ben')] });
    client.look('asha');
    client.look('asha');
    client.look('ben');
    client.look(null);
    expect(sent).toEqual([
      { type: 'look', tile: 1, on: true },
      { type: 'look', tile: 2, on: true },
      { type: 'look', tile: 2, on: false },
    ]);
  });

  it('looks in on whoever it meant, whatever number they come back with', async () => {
    const { client, sent, say, connect } = await wall();
    client.look('asha');
    expect(sent).toEqual([]);
    say({ type: 'tiles', tiles: [tile(1, 'asha')] });
    say({ type: 'tiles', tiles: [tile(1, 'asha', { lastLookAtMs: 5 })] });
    say({ type: 'tiles', tiles: [tile(7, 'asha')] });
    await connect('leader-2');
    client.look('asha');
    say({ type: 'tiles', tiles: [tile(7, 'asha')] });
    expect(sent).toEqual([
      { type: 'look', tile: 1, on: true },
      { type: 'look', tile: 7, on: true },
      { type: 'look', tile: 7, on: true },
    ]);
  });

  it('shares the wall again after its connection was lost', async () => {
    const { client, sent, connect } = await wall();
    client.split(true);
    await connect('leader-2');
    client.split(false);
    await connect('leader-3');
    expect(sent).toEqual([
      { type: 'split', on: true },
      { type: 'split', on: true },
      { type: 'split', on: false },
    ]);
  });

  it('keeps nobody on the wall once it may not watch any longer', async () => {
    const { client, say, events } = await wall();
    say({ type: 'tiles', tiles: [tile(1, 'asha', { paused: true }), tile(2, 'ben')] });
    expect(client.snapshot().states).toEqual({ asha: 'paused', ben: 'waiting' });
    events.state('ended', {
      type: 'ended',
      code: 'room.not-leader',
      message: 'You do not lead this class any more.',
      retryable: false,
    });
    expect(client.snapshot()).toMatchObject({ link: 'ended', tiles: [], states: {}, steps: {} });
    expect(client.snapshot().ended?.message).toContain('do not lead');
  });

  it('asks nothing of what cannot be read', async () => {
    const { events, sent } = await wall();
    for (const length of [0, 1, 2, 20, 26, 60]) events.picture!(new Uint8Array(length));
    expect(sent).toEqual([]);
  });
});
