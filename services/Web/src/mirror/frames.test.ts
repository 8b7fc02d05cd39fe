import { describe, expect, it } from 'vitest';
import { Frames } from './frames';

/** Told of so many frames, 100 ms apart, the last one at `n * 100`. */
const told = (n: number, delayMs?: number) => {
  const frames = new Frames();
  for (let at = 100; at <= n * 100; at += 100)
    frames.take(at, delayMs === undefined ? undefined : at - delayMs);
  return frames;
};
/** In which second it is found gone. */
const goneIn = (frames: Frames, expected: (second: number) => boolean = () => true) =>
  Array.from({ length: 30 }, (_, at) => at + 1).find((at) => frames.second(expected(at), false));

describe('a camera’s frames', () => {
  it('are as old as they are, also once they stand still', () => {
    expect(told(10, 40).ageMs(1_020)).toBe(60);
    expect(told(10, 40).ageMs(3_000)).toBe(2_040);
    expect(told(10).ageMs(1_500)).toBe(500);
  });

  it('have no age where the browser does not tell of them', () => {
    expect(new Frames().ageMs(9_000)).toBe(0);
    expect(told(2).ageMs(9_000)).toBe(0);
    expect(goneIn(told(2))).toBeUndefined();
  });

  it('are taken when they are told of, where the stamp is of another clock', () => {
    expect(told(10, 90_000).ageMs(1_020)).toBe(20);
    expect(told(10, -90_000).ageMs(1_020)).toBe(20);
  });

  it('end five seconds after the last one', () => {
    // The first second still had some.
    expect(goneIn(told(10))).toBe(6);
    const frames = told(10);
    for (let second = 0; second < 30; second += 1) {
      if (second % 4 === 0) frames.take(second * 1_000);
      expect(frames.second(true, false)).toBe(false);
    }
  });

  it('are of unknown age, and not missed, while they come untold', () => {
    const frames = told(10);
    for (let second = 0; second < 30; second += 1) expect(frames.second(true, true)).toBe(false);
    expect(frames.ageMs(30_000)).toBe(0);
    for (let at = 30_000; at <= 30_400; at += 100) frames.take(at);
    expect(frames.ageMs(30_450)).toBe(50);
    expect(goneIn(frames)).toBe(6);
  });

  it('are not missed while the camera is off, or the page is not seen', () => {
    expect(goneIn(told(10), () => false)).toBeUndefined();
    expect(goneIn(told(10), (second) => second > 10)).toBe(15);
  });
});
