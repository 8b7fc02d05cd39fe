import { describe, expect, it } from 'vitest';
import { type Pcm, PcmRun, stretched, withChannels } from './pcm';

describe('sound run', () => {
  const piece = (length: number, value = 0.5): Pcm => [new Float32Array(length).fill(value)];
  const length = (pieces: Pcm[]) => pieces.reduce((sum, one) => sum + one[0]!.length, 0);

  it('leaves a good microphone as it is', () => {
    const run = new PcmRun(48_000, 1);
    for (let n = 0; n < 1000; n++)
      expect(run.add(piece(480), 48_000, 7 + n * 10)).toEqual([piece(480)]);
  });

  it('keeps within 10 ms of the clock for ten minutes, whichever way the microphone drifts', () => {
    for (const rate of [0.9998, 1.0002]) {
      const run = new PcmRun(8_000, 1);
      let written = 0;
      for (let n = 0; n < 60_000; n++) {
        written += length(run.add(piece(80), 8_000, n * 10 * rate));
        if (n % 1000 === 999)
          expect(Math.abs((written / 8_000) * 1000 - (n + 1) * 10 * rate)).toBeLessThan(10);
      }
    }
  });

  it('fills a gap with silence, leaves out what comes twice', () => {
    const run = new PcmRun(48_000, 2);
    run.add(piece(480), 48_000, 0);
    const after = run.add(piece(480), 48_000, 510);
    expect(after.map((one) => [one.length, one[0]!.length, one[0]![0]])).toEqual([
      [2, 24_000, 0],
      [2, 480, 0.5],
    ]);
    expect(run.add(piece(480), 48_000, 400)).toEqual([]);
  });

  it('takes another microphone with another rate into the same run', () => {
    const run = new PcmRun(48_000, 2);
    let written = length(run.add(piece(480), 48_000, 0));
    for (let n = 1; n <= 100; n++) written += length(run.add(piece(441), 44_100, n * 10));
    expect(Math.abs(written - 101 * 480)).toBeLessThanOrEqual(1);
  });

  it('mixes channels and stretches', () => {
    expect(withChannels([Float32Array.of(1, 0), Float32Array.of(0, 1)], 1)).toEqual([
      Float32Array.of(0.5, 0.5),
    ]);
    expect(withChannels([Float32Array.of(1)], 2)).toHaveLength(2);
    expect([...stretched([Float32Array.of(0, 1, 2, 3)], 8)[0]!]).toEqual([
      0, 0.5, 1, 1.5, 2, 2.5, 3, 3,
    ]);
  });
});
