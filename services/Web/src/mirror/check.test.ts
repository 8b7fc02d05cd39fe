import { describe, expect, it } from 'vitest';
import { adviceOf, lightOf, type Luma, lumaOf, Movement, tiltOf } from './check';

const [width, height] = [32, 24];
/** A picture, cell by cell. */
const seen = (of: (x: number, y: number) => number): Luma => ({
  width,
  height,
  values: Uint8Array.from({ length: width * height }, (_, at) =>
    of(at % width, Math.floor(at / width)),
  ),
});
const inMiddle = (x: number, y: number) => x >= 10 && x < 22 && y >= 5 && y < 19;

describe('brightness', () => {
  it('is what an eye sees of red, green and blue', () => {
    const data = Uint8ClampedArray.of(255, 255, 255, 255, 255, 0, 0, 255, 0, 0, 255, 255);
    const luma = lumaOf({ data, width: 3, height: 1 } as ImageData);
    expect([...luma.values]).toEqual([255, 76, 29]);
  });
});

describe('the light', () => {
  it.each([
    ['dark', () => 20],
    ['good', () => 120],
    ['against', (x: number, y: number) => (inMiddle(x, y) ? 60 : 220)],
    ['good', (x: number, y: number) => (inMiddle(x, y) ? 160 : 60)],
  ] as const)('is %s', (light, of) => expect(lightOf(seen(of))).toBe(light));
});

describe('what moves', () => {
  /** A body, six cells wide, which sways from x to x + 4. */
  const sways = (movement: Movement, x: number, fromMs: number, untilMs: number, top = 4) => {
    for (let at = fromMs; at <= untilMs; at += 200) {
      const left = x + 4 * ((at / 200) % 2);
      movement.add(
        seen((across, down) =>
          across >= left && across < left + 6 && down >= top && down < 20 ? 60 : 150,
        ),
        at,
      );
    }
  };

  it('is nobody in an empty room', () => {
    const movement = new Movement();
    expect(movement.place(0)).toBe('nobody');
    for (let at = 0; at < 5_000; at += 200)
      movement.add(
        seen((x) => 100 + (x % 5)),
        at,
      );
    expect(movement.place(5_000)).toBe('nobody');
  });

  it('is somebody in the frame, also while they hold still for a moment', () => {
    const movement = new Movement();
    sways(movement, 13, 0, 2_000);
    expect(movement.place(2_000)).toBe('inside');
    expect(movement.place(9_000)).toBe('inside');
    expect(movement.place(12_000)).toBe('nobody');
  });

  it('reaches the edge until they step back', () => {
    const movement = new Movement();
    sways(movement, 0, 0, 2_000);
    expect(movement.place(2_000)).toBe('edge');
    sways(movement, 13, 2_200, 7_000);
    expect(movement.place(7_000)).toBe('inside');
    sways(movement, 13, 7_200, 9_000, 0);
    expect(movement.place(9_000)).toBe('edge');
  });

  it('is nobody when all of it changes: that is the light', () => {
    const movement = new Movement();
    for (let at = 0; at < 2_000; at += 200)
      movement.add(
        seen(() => ((at / 200) % 2 ? 90 : 150)),
        at,
      );
    expect(movement.place(2_000)).toBe('nobody');
  });
});

describe('the angle of a phone', () => {
  const rounded = (beta: number, gamma: number) => {
    const { lean, roll } = tiltOf(beta, gamma);
    return [Math.round(lean) + 0, Math.round(roll) + 0];
  };

  it('is none upright, on its side, and upside down', () => {
    expect(rounded(90, 0)).toEqual([0, 0]);
    expect(rounded(0, 90)).toEqual([0, 0]);
    expect(rounded(0, -90)).toEqual([0, 0]);
    expect(rounded(-90, 0)).toEqual([0, 0]);
  });

  it('is above 0 when it leans back, and below when it looks down', () => {
    expect(rounded(60, 0)[0]).toBe(30);
    expect(rounded(120, 0)[0]).toBe(-30);
    expect(rounded(0, 60)[0]).toBe(30);
    expect(rounded(0, 0)[0]).toBe(90);
  });

  it('turns with its lower edge', () => {
    const { lean, roll } = tiltOf(70, 90);
    expect(Math.round(lean)).toBe(0);
    expect(Math.round(Math.abs(roll))).toBe(20);
  });
});

describe('the advice', () => {
  const level = { lean: 0, roll: 0 };
  it.each([
    ['dark', 'dark', { lean: 80, roll: 0 }, 'edge'],
    ['up', 'against', { lean: 40, roll: 40 }, 'nobody'],
    ['down', 'good', { lean: -40, roll: 0 }, 'inside'],
    ['crooked', 'good', { lean: 5, roll: -20 }, 'inside'],
    ['against', 'against', level, 'nobody'],
    ['edge', 'good', level, 'edge'],
    ['nobody', 'good', null, 'nobody'],
    ['good', 'good', null, 'inside'],
  ] as const)('is one: %s', (code, light, tilt, place) => {
    const advice = adviceOf(light, tilt, place);
    expect(advice.code).toBe(code);
    expect(advice.message).toMatch(/^[A-Z].*\.$/);
  });
});
