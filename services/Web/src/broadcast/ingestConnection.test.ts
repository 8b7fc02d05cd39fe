import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { IngestConnection } from './ingestConnection';

class Socket {
  static readonly OPEN = 1;
  static all: Socket[] = [];
  readyState = 0;
  bufferedAmount = 0;
  sent: (string | Uint8Array)[] = [];
  onopen?: () => void;
  onclose?: () => void;
  onmessage?: (event: { data: string }) => void;

  constructor(readonly url: string) {
    Socket.all.push(this);
  }

  open(take: number): void {
    this.readyState = Socket.OPEN;
    this.onopen?.();
    this.says({ type: 'accepted', take });
  }

  says = (message: unknown) => this.onmessage?.({ data: JSON.stringify(message) });

  send = (message: string | Uint8Array) => this.sent.push(message);

  close(): void {
    this.readyState = 3;
    this.onclose?.();
  }

  /** Types of text, and kind and microseconds of samples. */
  get story(): string[] {
    return this.sent.map((one) =>
      typeof one === 'string'
        ? (JSON.parse(one) as { type: string }).type
        : `${one[0] === 1 ? (one[1] ? 'key' : 'picture') : 'sound'} ` +
          `${new DataView(one.buffer).getBigInt64(4)}`,
    );
  }
}

const picture = { width: 1280, height: 720, description: Uint8Array.of(1) };
const frame = (atMs: number, isKey: boolean) => ({
  isKey,
  stampUs: atMs * 1000,
  durationUs: 0,
  payload: Uint8Array.of(0, 0, 0, 1, 9),
});

describe('the ingest connection', () => {
  let nowMs = 0;
  let ended: [string | null, string][] = [];
  const start = () =>
    new IngestConnection({
      url: 'ws://x',
      probeUrl: '/x',
      page: 'https://classes.example.org',
      now: () => nowMs,
      serverTime: (atMs) => atMs + 1_000_000,
      onChange: () => undefined,
      sound: () => ({ sampleRate: 48_000, channels: 1, description: Uint8Array.of(0x11, 0x88) }),
      onEnd: (code, message) => ended.push([code, message]),
    });

  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('WebSocket', Socket);
    vi.stubGlobal('self', {
      addEventListener: () => undefined,
      removeEventListener: () => undefined,
    });
    vi.stubGlobal('fetch', async () => ({ status: 200 }));
    [Socket.all, ended, nowMs] = [[], [], 500];
  });

  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it(
    'says the format, then where media time stands, then sends; a take begins with a key ' +
      'frame and the sound that goes with it',
    () => {
      const connection = start();
      expect(connection.begin(480)).toBe(false);
      Socket.all[0]!.open(1);
      expect(connection.begin(500)).toBe(true);
      connection.sound(Uint8Array.of(1), 490, 48_000);
      connection.sound(Uint8Array.of(1), 501, 48_000);
      connection.video(frame(500, false), picture);
      connection.video(frame(500, true), picture);
      connection.video(frame(533, false), picture);
      connection.sound(Uint8Array.of(1), 522.3333333, 48_000);
      expect(Socket.all[0]!.story).toEqual([
        'format',
        'anchor',
        'key 0',
        'sound 1000',
        'picture 33000',
        'sound 22333',
      ]);
      expect(Socket.all[0]!.sent[1]).toBe('{"type":"anchor","mediaUs":0,"capturedAtMs":1000500}');
      expect(connection).toMatchObject({ state: 'live', takeNumber: 1 });
    },
  );

  it('anchors again every five seconds, and says the format again when it changes', () => {
    const connection = start();
    Socket.all[0]!.open(1);
    connection.begin(500);
    for (; nowMs <= 11_000; nowMs += 500)
      connection.video(frame(nowMs, true), nowMs < 10_900 ? picture : { ...picture, width: 640 });
    expect(Socket.all[0]!.story.filter((one) => one === 'anchor')).toHaveLength(3);
    expect(Socket.all[0]!.story.filter((one) => one === 'format')).toHaveLength(2);
  });

  it('comes back by itself after a drop, with a new take from zero', () => {
    const connection = start();
    Socket.all[0]!.open(1);
    connection.begin(500);
    Socket.all[0]!.close();
    expect(connection).toMatchObject({ state: 'reconnecting', zeroMs: null });
    vi.advanceTimersByTime(1_000);
    Socket.all[1]!.open(2);
    connection.begin(20_500);
    connection.video(frame(20_500, true), picture);
    expect(Socket.all[1]!.story).toEqual(['format', 'anchor', 'key 0']);
    expect(connection).toMatchObject({ state: 'live', takeNumber: 2 });
  });

  it('goes on after a passing end, and stops at a final one with its words', () => {
    start();
    Socket.all[0]!.open(1);
    Socket.all[0]!.says({ type: 'end', code: 'server.unavailable', message: 'A moment.' });
    Socket.all[0]!.close();
    vi.advanceTimersByTime(1_000);
    Socket.all[1]!.open(2);
    Socket.all[1]!.says({
      type: 'end',
      code: 'stream.replaced',
      message: 'Video now comes from OBS.',
    });
    vi.advanceTimersByTime(60_000);
    expect(ended).toEqual([['stream.replaced', 'Video now comes from OBS.']]);
    expect(Socket.all).toHaveLength(2);
  });

  it('stops for good, and does not come back', () => {
    const connection = start();
    Socket.all[0]!.open(1);
    connection.stop();
    expect(Socket.all[0]!.story).toEqual(['stop']);
    Socket.all[0]!.close();
    vi.advanceTimersByTime(60_000);
    expect(ended).toEqual([[null, '']]);
    expect(Socket.all).toHaveLength(1);
  });

  it('learns over HTTP why its socket was refused', async () => {
    vi.stubGlobal('fetch', async () => ({
      status: 401,
      json: async () => ({ code: 'account.signed-out', detail: 'Sign in first.' }),
    }));
    start();
    Socket.all[0]!.close();
    await vi.advanceTimersByTimeAsync(10);
    expect(ended).toEqual([['account.signed-out', 'Sign in first.']]);
  });

  const answering = (answers: Record<string, { status: number; body: unknown } | undefined>) => {
    const asked: string[] = [];
    vi.stubGlobal('fetch', async (url: string) => {
      asked.push(url);
      const answer = answers[url.split('?')[0]!];
      if (!answer) throw new TypeError('Failed to fetch');
      return { ok: answer.status < 400, status: answer.status, json: async () => answer.body };
    });
    return asked;
  };

  it("says at once what a proxy keeps back, in the server's words", async () => {
    const asked = answering({
      '/x': { status: 400, body: { code: 'request.malformed' } },
      '/health/connection': {
        status: 200,
        body: {
          fault: { codes: ['proxy.host'], message: 'The proxy does not pass the Host header.' },
        },
      },
    });
    start();
    Socket.all[0]!.close();
    await vi.advanceTimersByTimeAsync(10);
    expect(ended).toEqual([['proxy.host', 'The proxy does not pass the Host header.']]);
    expect(asked).toEqual(['/x', '/health/connection?page=https%3A%2F%2Fclasses.example.org']);
  });

  it.each([
    ['hangs', () => undefined],
    [
      'is refused again and again',
      () => Socket.all.at(-1)!.readyState === 0 && Socket.all.at(-1)!.close(),
    ],
  ])('says why within ten seconds when its socket %s', async (_, happens) => {
    const check = '/health/connection';
    const answers = {
      '/x': { status: 400, body: {} },
      [check]: { status: 200, body: { fault: null as unknown } },
    };
    const asked = answering(answers);
    vi.stubGlobal(
      'fetch',
      ((fetch) => async (url: string) => {
        answers[check].body.fault = url.includes('socket=refused')
          ? { codes: ['proxy.upgrade'], message: 'WebSockets do not get through.' }
          : null;
        return fetch(url);
      })(fetch as (url: string) => unknown),
    );
    start();
    for (let second = 0; second < 10 && ended.length === 0; second++) {
      happens();
      await vi.advanceTimersByTimeAsync(1_000);
    }
    expect(ended).toEqual([['proxy.upgrade', 'WebSockets do not get through.']]);
    expect(asked.at(-1)).toContain('socket=refused');
  });

  it('does not give up a stream that was live because the server is away for a while', async () => {
    answering({});
    start();
    Socket.all[0]!.open(1);
    for (let tries = 0; tries < 8; tries++) {
      Socket.all.at(-1)!.close();
      await vi.advanceTimersByTimeAsync(16_000);
    }
    expect(ended).toEqual([]);
  });

  it('says that the server cannot be reached when nothing answers', async () => {
    answering({});
    start();
    await vi.advanceTimersByTimeAsync(9_000);
    expect(ended[0]?.[0]).toBe('network.unreachable');
  });
});
