import { describe, expect, it } from 'vitest';
import { ServerClock, synchronise } from './clock';

describe('server clock', () => {
  it('lets the fastest round trip win', () => {
    const clock = new ServerClock(() => 1000);
    clock.add({ sentAt: 0, receivedAt: 400, serverTimeMs: 5350 });
    clock.add({ sentAt: 500, receivedAt: 510, serverTimeMs: 5505 });
    clock.add({ sentAt: 600, receivedAt: 900, serverTimeMs: 5890 });
    expect(clock.offsetMs).toBe(5000);
    expect(clock.now()).toBe(6000);
    expect(clock.errorMs).toBeLessThan(6);
  });

  it('prefers a fresh sample once drift may exceed what the old one knew', () => {
    let now = 10;
    const clock = new ServerClock(() => now);
    clock.add({ sentAt: 0, receivedAt: 10, serverTimeMs: 105 });
    now = 600_000;
    clock.add({ sentAt: 599_980, receivedAt: 600_000, serverTimeMs: 600_130 });
    expect(clock.offsetMs).toBe(140);
  });

  it('ignores a trip that ended before it began, and forgets on reset', () => {
    const clock = new ServerClock(() => 0);
    clock.add({ sentAt: 10, receivedAt: 0, serverTimeMs: 99 });
    expect(clock.synchronised).toBe(false);
    clock.add({ sentAt: 0, receivedAt: 2, serverTimeMs: 99 });
    clock.reset();
    expect(clock.synchronised).toBe(false);
  });

  it('takes several round trips', async () => {
    let local = 0;
    const clock = new ServerClock(() => local);
    const delays = [80, 6, 40];
    let trip = 0;
    await synchronise(
      clock,
      async () => {
        const d = delays[trip++]!;
        local += d / 2;
        const server = local + 7000;
        local += d / 2;
        return server;
      },
      3,
      0,
    );
    expect(clock.offsetMs).toBe(7000);
    expect(clock.errorMs).toBeLessThan(4);
  });
});
