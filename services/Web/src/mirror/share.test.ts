import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MirrorLeader, MirrorServerMessage } from '../contract/hub';
import { CountedCrypto, FakeCamera, FakePictures, FakeSocket } from '../testing/mirrorFakes';
import type { Camera } from './camera';
import { makePair, open, type OwnPair, unwrap } from './keys';
import { readHeader } from './protocol';
import { Share } from './share';

const browser = vi.hoisted(() => ({ codec: 'vp8' as string | null }));
vi.mock('./socket', () => ({ MirrorSocket: FakeSocket }));
vi.mock('./pictures', () => ({ Pictures: FakePictures }));
vi.mock('./encoder', () => ({
  chooseCodec: () => Promise.resolve(browser.codec),
  canMakeStills: () => true,
}));

const sealing = new CountedCrypto();
const size = { width: 160, height: 120, framesPerSecond: 4, kbps: 30 };
const header = { kind: 1, key: true, codec: 'vp8', capturedAtMs: 7, classAtMs: 6 } as const;

describe('a share', () => {
  let page: EventTarget & { hidden: boolean };
  let camera: FakeCamera;
  let cleo: MirrorLeader & { pair: OwnPair };
  let share: Share;
  const socket = () => FakeSocket.all.at(-1)!;
  const hear = async (message: MirrorServerMessage) => {
    socket().events.text(message);
    await sealing.done();
  };
  const connect = async () => {
    const first = await socket().hello();
    socket().events.state('on');
    await hear({ type: 'sharing', settings: { tile: size, lookIn: size } });
    return first;
  };
  const hide = (hidden: boolean) => {
    page.hidden = hidden;
    page.dispatchEvent(new Event('visibilitychange'));
  };

  beforeEach(async () => {
    [FakeSocket.all, FakePictures.all] = [[], []];
    browser.codec = 'vp8';
    page = Object.assign(new EventTarget(), { hidden: false });
    vi.stubGlobal('document', page);
    vi.stubGlobal('crypto', sealing.crypto);
    const pair = await makePair();
    cleo = {
      id: 'socket-1',
      memberId: 'cleo',
      displayName: 'Cleo',
      publicKey: pair.publicKey,
      splits: false,
      looksAt: null,
      pair,
    };
    camera = new FakeCamera();
    share = new Share({
      sessionId: 'class',
      camera: camera as unknown as Camera,
      look: 'plain',
      ofAge: true,
      clock: { now: () => 1_000 },
      classAtMs: () => null,
    });
  });
  afterEach(() => {
    share.end(null);
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('makes a picture only while somebody watches, a larger one while somebody looks', async () => {
    expect(await connect()).toMatchObject({ type: 'share', ofAge: true });
    expect(FakePictures.running).toEqual([]);
    await hear({ type: 'leaders', leaders: [cleo] });
    expect(FakePictures.running).toEqual([1]);
    await hear({ type: 'lookers', lookers: [cleo] });
    expect(FakePictures.running).toEqual([1, 2]);
    expect(share.snapshot().lookers).toEqual([cleo]);
    await hear({ type: 'lookers', lookers: [] });
    await hear({ type: 'leaders', leaders: [] });
    expect(FakePictures.running).toEqual([]);
  });

  it('sends what its leaders open', async () => {
    const { publicKey } = await connect();
    await hear({ type: 'leaders', leaders: [cleo] });
    expect(FakePictures.all[0]!.keys).toBe(1);
    const { outlet } = FakePictures.all[0]!;
    expect(outlet.open()).toBe(true);
    const picture = Uint8Array.of(1, 2, 3);
    expect(await outlet.send(header, picture)).toBe(24 + 3 + 16);
    const given = socket().said.find(({ type }) => type === 'key')!;
    const { pair } = cleo;
    const key = await unwrap(pair, publicKey, 'class', cleo.id, 1, given.wrapped as string);
    const frame = socket().pictures[0]!;
    expect(await open(key, frame)).toEqual(picture);
    expect(readHeader(frame)).toEqual({ ...header, keyId: 1, sequence: 1 });
  });

  it('keeps the order of what it sends, whatever is sealed first', async () => {
    await connect();
    await hear({ type: 'leaders', leaders: [cleo] });
    const { outlet } = FakePictures.all[0]!;
    await Promise.all([9_000, 3, 900].map((bytes) => outlet.send(header, new Uint8Array(bytes))));
    const sequences = socket().pictures.map((frame) => readHeader(frame)?.sequence);
    expect(sequences).toEqual([1, 2, 3]);
  });

  it('tells what did not go', async () => {
    await connect();
    await hear({ type: 'leaders', leaders: [cleo] });
    const { outlet } = FakePictures.all[0]!;
    socket().keepsUp = false;
    expect(outlet.open()).toBe(false);
    expect(await outlet.send(header, Uint8Array.of(1))).toBeNull();
  });

  it('pauses and goes on with a tap, black meanwhile', async () => {
    await connect();
    await hear({ type: 'leaders', leaders: [cleo] });
    const { outlet } = FakePictures.all[0]!;
    const late = outlet.send(header, Uint8Array.of(1));
    share.setPaused(true);
    expect(await late).toBeNull();
    expect(socket().pictures).toEqual([]);
    expect([FakePictures.running, camera.enabled]).toEqual([[], false]);
    share.setPaused(false);
    expect([FakePictures.running, camera.enabled]).toEqual([[1], true]);
    const pauses = socket().said.filter(({ type }) => type === 'pause');
    expect(pauses.map(({ paused }) => paused)).toEqual([true, false]);
  });

  it('sends nothing while the page is hidden, and its lamp with it', async () => {
    await connect();
    await hear({ type: 'leaders', leaders: [cleo] });
    hide(true);
    expect(FakePictures.running).toEqual([]);
    share.setPaused(true);
    hide(false);
    expect(FakePictures.running).toEqual([]);
    share.setPaused(false);
    expect(FakePictures.running).toEqual([1]);
    const pauses = socket().said.filter(({ type }) => type === 'pause');
    expect(pauses.map(({ paused }) => paused)).toEqual([true, false]);
  });

  it('goes on by itself after a lost connection, with new keys, paused if it was', async () => {
    const first = await connect();
    await hear({ type: 'leaders', leaders: [cleo] });
    share.setPaused(true);
    socket().events.state('waiting');
    expect(share.snapshot()).toMatchObject({ connection: 'waiting', leaders: [], paused: true });
    socket().said.length = 0;
    const second = await connect();
    expect(second.publicKey).not.toBe(first.publicKey);
    expect(socket().said).toEqual([{ type: 'pause', paused: true }]);
    await hear({ type: 'leaders', leaders: [cleo] });
    share.setPaused(false);
    const { outlet } = FakePictures.all.at(-1)!;
    await outlet.send(header, Uint8Array.of(1));
    expect(readHeader(socket().pictures[0]!)).toMatchObject({ keyId: 1, sequence: 1 });
  });

  it('begins anew with another look, and sends nothing made with the one before', async () => {
    await connect();
    await hear({ type: 'leaders', leaders: [cleo] });
    await hear({ type: 'lookers', lookers: [cleo] });
    const { outlet } = FakePictures.all[0]!;
    const late = outlet.send(header, Uint8Array.of(1));
    share.setLook('coarse');
    expect(FakePictures.all.map(({ closed }) => closed)).toEqual([true, true, false, false]);
    expect(FakePictures.running).toEqual([1, 2]);
    expect([await late, socket().pictures]).toEqual([null, []]);
    share.setLook('coarse');
    expect(FakePictures.all).toHaveLength(4);
    expect(await FakePictures.all[2]!.outlet.send(header, Uint8Array.of(1))).toBe(24 + 1 + 16);
  });

  it('switches its camera off while nobody is reached, and ends after a minute', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const state = (name: 'connecting' | 'on' | 'waiting') => socket().events.state(name);
    state('connecting');
    vi.advanceTimersByTime(6_000);
    state('waiting');
    vi.advanceTimersByTime(3_900);
    expect([camera.enabled, share.snapshot().wasOn]).toEqual([true, false]);
    vi.advanceTimersByTime(200);
    expect(camera.enabled).toBe(false);
    state('on');
    expect(camera.enabled).toBe(true);
    vi.advanceTimersByTime(90_000);
    expect([share.snapshot().connection, share.snapshot().wasOn]).toEqual(['on', true]);

    state('waiting');
    for (let second = 0; second < 59; second += 1) {
      state(second % 2 === 0 ? 'connecting' : 'waiting');
      vi.advanceTimersByTime(1_000);
    }
    expect([share.snapshot().connection, camera.closed]).toEqual(['connecting', false]);
    vi.advanceTimersByTime(1_000);
    expect(share.snapshot().ended?.code).toBe('client.unreachable');
    expect([socket().closed, camera.closed]).toEqual([true, true]);
  });

  it('begins with a key frame where one is needed', async () => {
    await connect();
    await hear({ type: 'leaders', leaders: [cleo] });
    await hear({ type: 'needKeyFrame', kind: 1 });
    await hear({ type: 'needKeyFrame', kind: 2 });
    expect(FakePictures.all.map(({ keys }) => keys)).toEqual([2]);
  });

  it('ends with its camera, and tells why', async () => {
    await connect();
    await hear({ type: 'leaders', leaders: [cleo] });
    camera.lost();
    expect(share.snapshot()).toMatchObject({
      connection: 'ended',
      ended: { code: 'client.camera' },
    });
    expect([FakePictures.running, socket().closed, camera.closed]).toEqual([[], true, true]);
  });

  it('ends when the server says so, or the member', async () => {
    await connect();
    const why = { type: 'ended', code: 'mirror.off', message: 'Off.', retryable: false } as const;
    socket().events.state('ended', why);
    expect(share.snapshot().ended).toEqual(why);
    share.end(null);
    expect(share.snapshot().ended).toEqual(why);
    expect(camera.closed).toBe(true);
  });

  it('ends where this browser can encode nothing', async () => {
    browser.codec = null;
    await connect();
    expect(share.snapshot().ended?.code).toBe('client.encoder');
  });

  it('goes on in stills once the encoder keeps failing', async () => {
    await connect();
    await hear({ type: 'leaders', leaders: [cleo] });
    FakePictures.all[0]!.outlet.failed();
    expect(FakePictures.running).toEqual([1]);
    expect(FakePictures.all.at(-1)!.codec).toBe('webp');
  });
});
