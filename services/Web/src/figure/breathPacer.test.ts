import { describe, expect, it } from 'vitest';
import { breathAt, breathLengthMs } from './breathPacer';

describe('breath pacer', () => {
  const pace = { rounds: 20, inSeconds: 4, outSeconds: 4 };

  it('breathes in, then out, and counts rounds', () => {
    expect(breathAt(pace, 0)).toMatchObject({ phase: 'in', round: 1, fullness: 0, secondsLeft: 4 });
    expect(breathAt(pace, 3999)).toMatchObject({ phase: 'in', secondsLeft: 1 });
    expect(breathAt(pace, 4000)).toMatchObject({ phase: 'out', round: 1, fullness: 1 });
    expect(breathAt(pace, 8000)).toMatchObject({ phase: 'in', round: 2 });
    expect(breathAt(pace, 159_999)).toMatchObject({ phase: 'out', round: 20 });
  });

  it('waits before the cue and stops after the last round', () => {
    expect(breathAt(pace, -1500)).toMatchObject({ phase: 'ready', secondsLeft: 2 });
    expect(breathAt(pace, breathLengthMs(pace))).toMatchObject({
      phase: 'done',
      round: 20,
      fullness: 0,
    });
  });

  it('never leaves 0 to 1 and never jumps, whatever the pace', () => {
    const odd = { rounds: 3, inSeconds: 3.5, outSeconds: 7.25 };
    let before = breathAt(odd, 0).fullness;
    for (let ms = 0; ms <= breathLengthMs(odd) + 500; ms += 10) {
      const { fullness } = breathAt(odd, ms);
      expect(fullness).toBeGreaterThanOrEqual(0);
      expect(fullness).toBeLessThanOrEqual(1);
      expect(Math.abs(fullness - before)).toBeLessThan(0.01);
      before = fullness;
    }
  });
});
