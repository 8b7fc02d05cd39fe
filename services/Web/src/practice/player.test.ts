import { describe, expect, it } from 'vitest';
import { newPlayer, type Player, type PlayerEvent, playerReducer, practised } from './player';

const steps = [{ durationSeconds: 20 }, { durationSeconds: 10 }, { durationSeconds: 30 }];
const run = (...events: [PlayerEvent['type'], number][]): Player =>
  events.reduce(
    (player, [type, seconds]) => playerReducer(steps, player, { type, now: seconds * 1000 }),
    newPlayer,
  );

describe('practice player', () => {
  it('stands until it is started', () =>
    expect(run(['tick', 100])).toMatchObject({ index: 0, doneMs: 0, over: false }));

  it('goes on by itself, without drifting', () => {
    expect(run(['play', 0], ['tick', 20.2])).toMatchObject({ index: 1, stepAtMs: 20_000 });
    expect(run(['play', 0], ['tick', 31])).toMatchObject({ index: 2, stepAtMs: 30_000 });
  });

  it('is over after the last step, and counts not a moment more', () => {
    const over = run(['play', 0], ['tick', 500]);
    expect(over).toMatchObject({ over: true, index: 2, doneMs: 60_000 });
    expect(playerReducer(steps, over, { type: 'play', now: 900_000 })).toBe(over);
    expect(practised(over, 900_000)).toBe(60_000);
  });

  it('stands still while paused', () => {
    const paused = run(['play', 0], ['pause', 5]);
    expect(practised(paused, 80_000)).toBe(5_000);
    expect(playerReducer(steps, paused, { type: 'play', now: 80_000 })).toMatchObject({
      index: 0,
      doneMs: 5_000,
      since: 80_000,
    });
  });

  it('skips without counting what was skipped', () => {
    const next = run(['play', 0], ['next', 4]);
    expect(next).toMatchObject({ index: 1, stepAtMs: 4_000, doneMs: 4_000 });
    expect(run(['play', 0], ['next', 1], ['next', 2], ['next', 3])).toMatchObject({
      over: true,
      doneMs: 3_000,
    });
  });

  it('goes back to the step before, or to the beginning of this one', () => {
    expect(run(['play', 0], ['tick', 22], ['back', 22])).toMatchObject({
      index: 0,
      stepAtMs: 22_000,
    });
    expect(run(['play', 0], ['tick', 22], ['back', 26])).toMatchObject({
      index: 1,
      stepAtMs: 26_000,
    });
    expect(run(['back', 0])).toMatchObject({ index: 0, over: false });
  });

  it('skips and goes back while paused, and stays paused', () =>
    expect(run(['next', 9])).toMatchObject({ index: 1, since: null, doneMs: 0 }));

  it('can be ended at any time', () =>
    expect(run(['play', 0], ['finish', 12])).toMatchObject({ over: true, doneMs: 12_000 }));
});
