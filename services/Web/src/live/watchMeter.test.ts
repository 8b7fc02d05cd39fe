import { describe, expect, it } from 'vitest';
import { WatchMeter } from './watchMeter';

describe('watch meter', () => {
  it('reports consecutive spans without holes', () => {
    const meter = new WatchMeter();
    meter.start(1000);
    expect(meter.take(6000)).toEqual([{ fromMs: 1000, toMs: 6000 }]);
    expect(meter.take(11_000)).toEqual([{ fromMs: 6000, toMs: 11_000 }]);
  });

  it('counts nothing while stopped', () => {
    const meter = new WatchMeter();
    meter.start(0);
    meter.stop(3000);
    expect(meter.take(9000)).toEqual([{ fromMs: 0, toMs: 3000 }]);
    meter.start(10_000);
    expect(meter.take(12_000)).toEqual([{ fromMs: 10_000, toMs: 12_000 }]);
  });

  it('cuts long spans and offers failed ones again', () => {
    const meter = new WatchMeter();
    meter.start(0);
    const spans = meter.take(300_000);
    expect(spans.map((s) => s.toMs - s.fromMs)).toEqual([120_000, 120_000, 60_000]);
    meter.giveBack(spans);
    expect(meter.take(305_000)).toHaveLength(4);
  });
});
