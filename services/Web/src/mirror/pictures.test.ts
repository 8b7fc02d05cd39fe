import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Camera } from './camera';
import type { Encoded, Moment } from './encoder';
import { type Outlet, Pictures } from './pictures';

interface FakeEncoder {
  asked: { moment: Moment; key: boolean }[];
  idle: boolean;
  closed: boolean;
  out: (encoded: Encoded) => void;
}

const made = vi.hoisted(() => [] as FakeEncoder[]);
vi.mock('./encoder', () => ({
  makeEncoder: (codec: string, settings: { framesPerSecond: number }, out: FakeEncoder['out']) => {
    const fake: FakeEncoder = { asked: [], idle: true, closed: false, out };
    made.push(fake);
    return {
      codec,
      framesPerSecond: settings.framesPerSecond,
      get idle() {
        return fake.idle;
      },
      encode: (_: unknown, moment: Moment, key: boolean) => fake.asked.push({ moment, key }),
      close: () => (fake.closed = true),
    };
  },
}));
vi.mock('./painter', () => ({
  Painter: class {
    paint = () => true;
  },
}));

const settings = { width: 160, height: 120, framesPerSecond: 4, kbps: 30 };
const camera = { video: {} } as Camera;

describe('pictures', () => {
  let open = true;
  let taken: (number | null)[] = [];
  let sent: { key: boolean; sequence: number }[] = [];
  let pictures: Pictures;
  const encoder = () => made.at(-1)!;
  const outlet: Outlet = {
    open: () => open,
    send: ({ key, capturedAtMs }) => {
      const bytes = taken.length > 0 ? taken.shift()! : 100;
      if (bytes !== null) sent.push({ key, sequence: capturedAtMs });
      return Promise.resolve(bytes);
    },
    failed: vi.fn(),
  };
  /** The encoder gives one picture, and it is on its way. */
  const give = async (key: boolean, at: number, bytes = 60) => {
    encoder().out({
      key,
      bytes: new Uint8Array(bytes),
      moment: { capturedAtMs: at, classAtMs: 0 },
    });
    await vi.advanceTimersByTimeAsync(0);
  };

  beforeEach(() => {
    [open, taken, sent] = [true, [], []];
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'setTimeout', 'performance'] });
    vi.stubGlobal('document', { createElement: () => ({}) });
    let at = 0;
    pictures = new Pictures(
      1,
      'vp8',
      settings,
      camera,
      () => 'plain',
      () => ({ capturedAtMs: ++at, classAtMs: 0 }),
      outlet,
    );
  });
  afterEach(() => {
    pictures.close();
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('are made as often as the settings say, the first one whole', async () => {
    await vi.advanceTimersByTimeAsync(1_000);
    expect(encoder().asked.map(({ key }) => key)).toEqual([true, false, false, false, false]);
  });

  it('are not made while nothing may go, nor while one waits in the encoder', async () => {
    open = false;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(encoder().asked).toHaveLength(1);
    open = true;
    encoder().idle = false;
    await vi.advanceTimersByTimeAsync(1_000);
    expect(encoder().asked).toHaveLength(1);
    encoder().idle = true;
    await vi.advanceTimersByTimeAsync(250);
    expect(encoder().asked).toHaveLength(2);
  });

  it('are whole again on demand, at once', async () => {
    pictures.demandKey();
    await vi.advanceTimersByTimeAsync(500);
    expect(encoder().asked.map(({ key }) => key)).toEqual([true, true, false, false]);
  });

  it('that stand on a lost one are not sent, and the next is whole', async () => {
    taken = [100, null];
    await give(true, 1);
    await give(false, 2);
    await give(false, 3);
    await vi.advanceTimersByTimeAsync(250);
    expect(encoder().asked.at(-1)?.key).toBe(true);
    await give(true, 4);
    await give(false, 5);
    expect(sent.map(({ sequence }) => sequence)).toEqual([1, 4, 5]);
  });

  it('that are too large are lost', async () => {
    await give(true, 1, 16 * 1024 - 40);
    await give(false, 2, 16 * 1024 - 39);
    await give(false, 3);
    expect(sent.map(({ sequence }) => sequence)).toEqual([1]);
  });

  it('keep to what a second may carry', async () => {
    taken = [12_000];
    await give(true, 1);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(encoder().asked).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(encoder().asked.length).toBeGreaterThan(3);
  });

  it('end at once', async () => {
    pictures.close();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(encoder().closed).toBe(true);
    expect(encoder().asked).toHaveLength(1);
  });
});
