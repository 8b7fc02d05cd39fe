import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { serverTime } from '../clock/serverTime';
import type { MirrorEnded } from '../contract/hub';
import { MirrorSocket, retryDelay } from './socket';

class Socket {
  static readonly OPEN = 1;
  static all: Socket[] = [];
  static get last(): Socket {
    return Socket.all.at(-1)!;
  }

  readyState = 0;
  bufferedAmount = 0;
  sent: (string | Uint8Array)[] = [];
  onopen?: () => void;
  onclose?: () => void;
  onmessage?: (event: { data: string | ArrayBuffer }) => void;

  constructor(readonly url: string) {
    Socket.all.push(this);
  }

  open(): void {
    this.readyState = Socket.OPEN;
    this.onopen?.();
  }

  says = (message: unknown) => this.onmessage?.({ data: JSON.stringify(message) });

  send = (message: string | Uint8Array) => this.sent.push(message);

  close(): void {
    this.readyState = 3;
    this.onclose?.();
  }

  get texts(): { type: string; atMs?: number; publicKey?: string }[] {
    return this.sent
      .filter((one) => typeof one === 'string')
      .map((one) => JSON.parse(one) as { type: string });
  }

  get pings(): { type: string; atMs?: number }[] {
    return this.texts.filter(({ type }) => type === 'ping');
  }

  answer(): void {
    this.says({ type: 'pong', atMs: this.pings.at(-1)!.atMs, serverMs: nowMs });
  }
}

const settings = { tile: {}, lookIn: {} };
const frame = new Uint8Array(100);
let nowMs = 0;
let states: string[] = [];
let ended: (MirrorEnded | undefined)[] = [];
let texts: string[] = [];
let pictures: Uint8Array[] = [];
let socket: MirrorSocket;

const pass = async (ms: number) => {
  for (let left = ms; left > 0; left -= 50) {
    nowMs += Math.min(50, left);
    await vi.advanceTimersByTimeAsync(Math.min(50, left));
  }
};
/** Open, greeted, and taken by the server. */
const take = async () => {
  Socket.last.open();
  await vi.advanceTimersByTimeAsync(0);
  Socket.last.says({ type: 'sharing', settings });
};

beforeEach(() => {
  nowMs = 1_800_000_000_000;
  Socket.all = [];
  [states, ended, texts, pictures] = [[], [], [], []];
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'] });
  vi.spyOn(serverTime, 'localNow').mockImplementation(() => nowMs);
  vi.spyOn(serverTime, 'heard').mockImplementation(() => undefined);
  vi.spyOn(Math, 'random').mockReturnValue(0);
  vi.stubGlobal('WebSocket', Socket);
  vi.stubGlobal('location', { origin: 'https://classes.example.org' });
  let greetings = 0;
  socket = new MirrorSocket(
    's1',
    () => Promise.resolve({ type: 'share', publicKey: `key ${++greetings}`, ofAge: true }),
    {
      text: ({ type }) => texts.push(type),
      picture: (one) => pictures.push(one),
      state: (state, why) => {
        states.push(state);
        ended.push(why);
      },
    },
  );
});
afterEach(() => {
  socket.close();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

describe('the mirror’s socket', () => {
  it('says its first words, and is on once the server takes them', async () => {
    socket.start();
    expect(Socket.last.url).toBe('wss://classes.example.org/hubs/mirror/s1');
    socket.send({ type: 'pause', paused: true });
    expect(socket.sendPicture(frame)).toBe(false);
    await take();
    expect(Socket.last.texts.map(({ type }) => type)).toEqual(['share', 'ping']);
    expect(states).toEqual(['connecting', 'on']);
    expect(texts).toEqual(['sharing']);

    socket.send({ type: 'pause', paused: true });
    expect(socket.sendPicture(frame)).toBe(true);
    expect(Socket.last.texts.at(-1)).toEqual({ type: 'pause', paused: true });
    expect(Socket.last.sent.at(-1)).toBe(frame);
    Socket.last.onmessage?.({ data: new ArrayBuffer(42) });
    expect(pictures.map((one) => one.byteLength)).toEqual([42]);
  });

  it('takes no picture while others wait on this machine', async () => {
    socket.start();
    await take();
    Socket.last.bufferedAmount = 30_000;
    expect(socket.buffered).toBe(30_000);
    expect(socket.sendPicture(frame)).toBe(false);
    Socket.last.bufferedAmount = 0;
    expect(socket.sendPicture(frame)).toBe(true);
  });

  it('asks for no picture while one waits, and lets go what was taken with it', async () => {
    socket.start();
    expect(socket.keepsUp).toBe(false);
    await take();
    expect(socket.keepsUp).toBe(true);
    Socket.last.bufferedAmount = 60;
    expect(socket.keepsUp).toBe(true);
    Socket.last.bufferedAmount = 300;
    expect(socket.keepsUp).toBe(false);
    expect(socket.sendPicture(frame)).toBe(true);
  });

  it('takes no picture while a sign of life stands behind them', async () => {
    socket.start();
    await take();
    await pass(600);
    expect(socket.sendPicture(frame)).toBe(true);
    await pass(200);
    expect(socket.sendPicture(frame)).toBe(false);
    Socket.last.answer();
    expect(socket.sendPicture(frame)).toBe(true);
    await pass(2_000);
    expect(Socket.last.pings).toHaveLength(2);
  });

  it('asks every two seconds, and its answers set the clock', async () => {
    socket.start();
    await take();
    for (let round = 0; round < 5; round += 1) {
      Socket.last.answer();
      await pass(2_000);
    }
    expect(Socket.last.pings).toHaveLength(6);
    expect(serverTime.heard).toHaveBeenCalledTimes(5);
    expect(Socket.all).toHaveLength(1);
  });

  it('leaves a connection that gives no sign of life, and begins anew', async () => {
    socket.start();
    await take();
    await pass(4_700);
    expect(Socket.all[0]!.readyState).toBe(3);
    expect(states).toEqual(['connecting', 'on', 'waiting', 'connecting']);
    await take();
    expect(Socket.all).toHaveLength(2);
    expect(Socket.all.map((one) => one.texts[0]!.publicKey)).toEqual(['key 1', 'key 2']);
    expect(states.at(-1)).toBe('on');
    // What the old one still says is nobody's.
    Socket.all[0]!.says({ type: 'lookers', lookers: [] });
    expect(texts).toEqual(['sharing', 'sharing']);
  });

  it('does not wait for one that never opens, or never answers', async () => {
    socket.start();
    await pass(9_000);
    expect(Socket.all).toHaveLength(2);
    Socket.last.open();
    await pass(9_000);
    expect(Socket.all).toHaveLength(3);
  });

  it('tries again for as long as a class may last', async () => {
    socket.start();
    for (let round = 0; round < 40; round += 1) {
      Socket.last.close();
      await pass(300);
    }
    expect(Socket.all).toHaveLength(41);
  });

  it('ends for good where the server says so', async () => {
    socket.start();
    await take();
    const why = { type: 'ended', code: 'mirror.no-seat', message: 'No seat.', retryable: false };
    Socket.last.says(why);
    await pass(10_000);
    expect(states).toEqual(['connecting', 'on', 'ended']);
    expect(ended.at(-1)).toEqual(why);
    expect(Socket.all).toHaveLength(1);
    expect(socket.sendPicture(frame)).toBe(false);
  });

  it('comes back where another try may help, and not where somebody has to act first', async () => {
    socket.start();
    await take();
    const busy = { type: 'ended', code: 'rate.limited', message: 'Too fast.', retryable: true };
    Socket.last.says(busy);
    await pass(300);
    expect(states).toEqual(['connecting', 'on', 'waiting', 'connecting']);
    expect(ended[2]).toEqual(busy);
    await take();
    Socket.last.says({ type: 'ended', code: 'mirror.full', message: 'Full.', retryable: true });
    await pass(5_000);
    expect(states.at(-1)).toBe('ended');
    expect(Socket.all).toHaveLength(2);
  });

  it('is silent once it is closed', async () => {
    socket.start();
    await take();
    socket.close();
    await pass(10_000);
    expect(states).toEqual(['connecting', 'on']);
    expect(Socket.all).toHaveLength(1);
    expect(Socket.last.readyState).toBe(3);
  });
});

describe('the pause before a new try', () => {
  it('is a quarter of a second to three, and spread out', () => {
    expect(retryDelay(0, () => 0)).toBe(250);
    expect(retryDelay(0, () => 1)).toBe(500);
    expect(retryDelay(2, () => 1)).toBe(1_250);
    expect(retryDelay(50, () => 1)).toBe(3_000);
  });
});
