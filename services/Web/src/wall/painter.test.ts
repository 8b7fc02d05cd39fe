import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Picture } from './decoding';
import { Painter } from './painter';

const picture = () => ({ close: vi.fn() }) as unknown as Picture & { close: () => void };

describe('what is painted', () => {
  const frames: (() => void)[] = [];
  const nextFrame = () => frames.splice(0).forEach((one) => one());
  beforeEach(() => {
    vi.useFakeTimers();
    frames.length = 0;
    vi.stubGlobal('requestAnimationFrame', (draw: () => void) => frames.push(draw));
    vi.stubGlobal('cancelAnimationFrame', () => frames.splice(0));
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
  });

  it('is the newest of each source, and every picture is closed once', () => {
    const painter = new Painter();
    const [old, fresh, other] = [picture(), picture(), picture()];
    const drawn: Picture[] = [];
    painter.paint('1', old, false, (one) => drawn.push(one));
    painter.paint('1', fresh, false, (one) => drawn.push(one));
    painter.paint('2', other, false, (one) => drawn.push(one));
    expect(drawn).toEqual([]);
    nextFrame();
    expect(drawn).toEqual([fresh, other]);
    for (const one of [old, fresh, other]) expect(one.close).toHaveBeenCalledTimes(1);
  });

  it('waits for the others, but not with a look-in, which takes them along', () => {
    const painter = new Painter();
    const drawn: string[] = [];
    const paint = (name: string, soon: boolean) =>
      painter.paint(name, picture(), soon, () => void drawn.push(name));
    paint('a', false);
    nextFrame();
    paint('b', false);
    paint('c', false);
    expect(frames).toHaveLength(0);
    vi.advanceTimersByTime(70);
    expect(frames).toHaveLength(1);
    nextFrame();
    paint('d', false);
    paint('look-in', true);
    expect(frames).toHaveLength(1);
    nextFrame();
    vi.advanceTimersByTime(500);
    expect(frames).toHaveLength(0);
    expect(drawn).toEqual(['a', 'b', 'c', 'd', 'look-in']);
  });

  it('is nothing once it was cleared', () => {
    const painter = new Painter();
    const late = picture();
    painter.paint('a', late, false, () => expect.unreachable());
    painter.clear();
    vi.advanceTimersByTime(500);
    nextFrame();
    expect(late.close).toHaveBeenCalledTimes(1);
  });
});
