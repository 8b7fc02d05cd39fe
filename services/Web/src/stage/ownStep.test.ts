import { describe, expect, it } from 'vitest';
import type { RunSheetStep, StepDosage } from '../contract/hub';
import { sampleStep } from '../testing/samples';
import { classLevels, levelsOf, ownName, ownStep, ringOf } from './ownStep';

const dosage = (level: number, more: Partial<StepDosage> = {}): StepDosage => ({
  level,
  text: `level ${level}`,
  variation: null,
  holdSeconds: null,
  repetitions: null,
  breath: null,
  leaveOut: false,
  instruction: `do ${level}`,
  ...more,
});
const step = (more: Partial<RunSheetStep>) => sampleStep({ exerciseName: 'Locust', ...more });
const locust = step({
  set: 3,
  sets: 3,
  levels: [
    dosage(0, { leaveOut: true, instruction: 'Breathe instead' }),
    dosage(1, { holdSeconds: 20 }),
    dosage(2, { holdSeconds: 30 }),
    dosage(3, { holdSeconds: 30, variation: 'Y arms' }),
    dosage(4, { holdSeconds: 45, variation: 'T arms' }),
  ],
});
const at = (level: number) => ({ of: { locust: level }, others: 1 });

describe('own step', () => {
  it('is the dosage of the level for this exercise', () =>
    expect(ownStep(locust, at(3))).toMatchObject({
      level: 3,
      variation: 'Y arms',
      instruction: 'do 3',
      activeSeconds: 30,
    }));

  it('is called by its own variation', () => {
    const y = step({
      name: 'Locust, Y arms',
      levels: [
        dosage(0, { leaveOut: true }),
        dosage(1, { variation: 'Y arms' }),
        dosage(2),
        dosage(3, { variation: 'T arms' }),
      ],
    });
    expect([0, 1, 2, 3].map((level) => ownName(y, ownStep(y, at(level))))).toEqual([
      'Locust',
      'Locust, Y arms',
      'Locust',
      'Locust, T arms',
    ]);
    expect(ownName(step({ name: 'Rest' }), ownStep(step({ name: 'Rest' }), at(3)))).toBe('Rest');
  });

  it('is the class’s dosage while nothing is known, and the gentlest on a flare day', () => {
    expect(ownStep(locust, classLevels).level).toBe(1);
    const flare = levelsOf({ programme: null, painThreshold: 3, flareToday: true, exercises: [] });
    expect(ownStep(locust, flare)).toMatchObject({
      level: 0,
      leaveOut: true,
      instruction: 'Breathe instead',
      breath: null,
      activeSeconds: 0,
    });
  });

  it('is today’s level, not the level earned', () => {
    const levels = levelsOf({
      programme: null,
      painThreshold: 3,
      flareToday: false,
      exercises: [
        {
          exercise: 'locust',
          name: 'Locust',
          level: 3,
          today: { level: 2, text: '', leaveOut: false },
          decision: 'hold',
          because: [],
          words: '',
        },
      ],
    });
    expect(ownStep(locust, levels).level).toBe(2);
  });

  it('breathes in its own pace', () => {
    const slow = { rounds: 20, inSeconds: 5, outSeconds: 6 };
    const cat = step({
      exercise: 'cat-cow',
      durationSeconds: 160,
      breath: { rounds: 20, inSeconds: 4, outSeconds: 4 },
      levels: [
        dosage(0, { breath: { rounds: 8, inSeconds: 4, outSeconds: 4 } }),
        dosage(1, { breath: slow }),
      ],
    });
    expect(ownStep(cat, classLevels)).toMatchObject({ breath: slow, activeSeconds: 160 });
    expect(ownStep(cat, { of: {}, others: 0 })).toMatchObject({ activeSeconds: 64 });
  });

  it('takes the nearest level that the step knows', () => {
    const short = step({ levels: [dosage(1), dosage(2)] });
    expect(ownStep(short, at(4)).level).toBe(2);
    expect(ownStep(short, at(0)).level).toBe(1);
  });

  it('is the same for everybody when the step has no levels', () =>
    expect(ownStep(step({}), at(4))).toMatchObject({
      level: null,
      instruction: 'Lift',
      activeSeconds: 30,
    }));

  it('never lasts longer than the step', () =>
    expect(ownStep(locust, at(4)).activeSeconds).toBe(30));
});

describe('ring', () => {
  const own = ownStep(locust, at(1));
  it('empties with one’s own hold, then with the rest until the next step', () => {
    expect(ringOf(locust, own, 5_000)).toEqual({
      leftMs: 15_000,
      totalMs: 20_000,
      state: 'active',
    });
    expect(ringOf(locust, own, 20_000)).toEqual({
      leftMs: 10_000,
      totalMs: 10_000,
      state: 'resting',
    });
    expect(ringOf(locust, own, 31_000).state).toBe('over');
  });

  it('rests from the start of a step that is left out', () =>
    expect(ringOf(locust, ownStep(locust, at(0)), 0)).toEqual({
      leftMs: 30_000,
      totalMs: 30_000,
      state: 'resting',
    }));
});
