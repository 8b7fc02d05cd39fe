import { describe, expect, it } from 'vitest';
import { curveShape, tickStep } from './curve';

describe('attendance curve', () => {
  it('spans the box from the first minute to the last and from nobody to the most', () => {
    const shape = curveShape(
      [
        { atMs: 0, count: 0 },
        { atMs: 60_000, count: 10 },
        { atMs: 120_000, count: 5 },
      ],
      100,
      50,
    );
    expect(shape.line).toBe('M0 50L50 0L100 25');
    expect(shape.area).toBe('M0 50L50 0L100 25V50H0Z');
    expect(shape.ticks.map((tick) => tick.count)).toEqual([0, 2, 4, 6, 8, 10]);
  });

  it('stands for nobody and for a single minute too', () => {
    expect(curveShape([]).line).toBe('');
    expect(curveShape([{ atMs: 5, count: 1 }], 100, 50).line).toBe('M0 0L100 0');
  });

  it('marks whole people, at most six times', () => {
    expect([1, 5, 6, 30, 200].map(tickStep)).toEqual([1, 1, 2, 10, 50]);
  });
});
