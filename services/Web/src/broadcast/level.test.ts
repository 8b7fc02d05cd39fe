import { describe, expect, it } from 'vitest';
import { Ear, loudness, meterWidth } from './level';

describe('ear', () => {
  it('measures loudness', () => {
    expect(loudness(new Float32Array(100).fill(1))).toBeCloseTo(0, 3);
    expect(meterWidth(loudness(new Float32Array(100)))).toBe(0);
    expect(meterWidth(-30)).toBe(0.5);
  });

  it('tells speech from silence, and a pause from neither', () => {
    const ear = new Ear(0);
    expect(ear.hear(-90, 500)).toBe('listening');
    expect(ear.hear(-90, 3_100)).toBe('silence');
    expect(ear.hear(-30, 3_200)).toBe('heard');
    expect(ear.hear(-90, 5_000)).toBe('heard');
    expect(ear.hear(-2, 5_100)).toBe('loud');
    expect(ear.hear(-90, 9_000)).toBe('silence');
  });
});
