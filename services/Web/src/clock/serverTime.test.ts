import { afterEach, describe, expect, it, vi } from 'vitest';
import { http } from '../api/http';
import { serverNow, ServerTime } from './serverTime';

const minute = 60_000;

describe('the time of all pages', () => {
  it.each([10, -10])('is the server’s although the device’s clock is %i minutes off', (minutes) => {
    let real = 1_800_000_000_000;
    const time = new ServerTime(() => real + minutes * minute);
    const sentAt = time.localNow();
    real += 40;
    time.heard({ sentAt, receivedAt: time.localNow(), serverTimeMs: real - 20 });
    real += 5 * minute;
    expect(Math.abs(time.now() - real)).toBeLessThanOrEqual(20);
  });

  it('is the device’s before the first answer', () =>
    expect(new ServerTime(() => 1234).now()).toBe(1234));

  it('follows a device’s clock that is set, or stood still in sleep, with the next answer', () => {
    let real = 1_800_000_000_000;
    let off = 0;
    const time = new ServerTime(() => real + off);
    const answer = (ms: number) => {
      const sentAt = time.localNow();
      real += ms;
      time.heard({ sentAt, receivedAt: time.localNow(), serverTimeMs: real - ms / 2 });
    };
    answer(10);
    off = -20 * minute;
    answer(200);
    expect(Math.abs(time.now() - real)).toBeLessThanOrEqual(100);
  });

  it('keeps its fastest answer among slow ones', () => {
    let local = 0;
    const time = new ServerTime(() => local);
    time.heard({ sentAt: 0, receivedAt: 20, serverTimeMs: 1_010 });
    local = 5_000;
    time.heard({ sentAt: 3_000, receivedAt: 5_000, serverTimeMs: 5_900 });
    expect(time.offsetMs).toBe(1_000);
  });
});

describe('every answer', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('tells it, also one that refuses', async () => {
    const ahead = () =>
      String(Math.round(performance.timeOrigin + performance.now()) + 10 * minute);
    vi.stubGlobal('fetch', () =>
      Promise.resolve(new Response('{}', { status: 404, headers: { 'X-Server-Time': ahead() } })),
    );
    await expect(http.get('/a')).rejects.toMatchObject({ status: 404 });
    expect(Math.abs(serverNow() - Date.now() - 10 * minute)).toBeLessThan(2_000);
  });
});

describe('the client', () => {
  // What counts how long something took, or tells years apart, may use the device’s clock; what is
  // compared with a moment of the server's may not.
  const durations = [
    'console/useNoteHistory.ts',
    'live/roomCalls.ts',
    'broadcast/barcodeReader.ts',
    'design/lazyPage.tsx',
  ];
  const sources = import.meta.glob<string>('../**/*.{ts,tsx}', {
    query: '?raw',
    import: 'default',
    eager: true,
  });

  it('nowhere takes the device’s clock for the time', () => {
    const asks = Object.entries(sources)
      .filter(([path, text]) => !path.includes('.test.') && /Date\.now\b|new Date\(\)/.test(text))
      .map(([path]) => path.replace('../', ''));
    expect(asks.filter((path) => !durations.includes(path))).toEqual([]);
    expect(Object.keys(sources).length).toBeGreaterThan(100);
  });
});
