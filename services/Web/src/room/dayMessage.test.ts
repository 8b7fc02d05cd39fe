import { describe, expect, it } from 'vitest';
import type { SessionDay } from '../api/types';
import { dayMessage } from './dayMessage';

const told = { watchedSeconds: 344, isOver: true, isToday: true };
const short: SessionDay = {
  recorded: true,
  watchedSeconds: 344,
  neededSeconds: 450,
  keeps: false,
  dayKept: false,
};

describe('what a class did for the streak', () => {
  it.each([
    ['nothing is known yet', told, undefined, 'You did 5:44.'],
    [
      'nothing is recorded yet',
      told,
      { ...short, recorded: false, neededSeconds: null },
      'You did 5:44.',
    ],
    [
      'one left too early',
      told,
      short,
      'You did 5:44. 2 more minutes and today would have counted for your streak.',
    ],
    [
      'one left while it goes on',
      { ...told, isOver: false },
      short,
      'You did 5:44. 2 more minutes and today counts for your streak.',
    ],
    [
      'little was missing',
      told,
      { ...short, neededSeconds: 345 },
      'You did 5:44. 1 more second and today would have counted for your streak.',
    ],
    [
      'it is read later',
      { ...told, isToday: false },
      short,
      'You did 5:44. 2 more minutes and the day would have counted for your streak.',
    ],
    [
      'it was enough',
      told,
      { ...short, keeps: true, dayKept: true },
      'You did 5:44. Today counts for your streak.',
    ],
    [
      'another class was enough',
      told,
      { ...short, dayKept: true },
      'You did 5:44. Today already counts for your streak.',
    ],
    ['more is being recorded', { ...told, watchedSeconds: 460 }, short, 'You did 7:40.'],
  ] as const)('%s', (_, facts, day, words) => expect(dayMessage(facts, day)).toBe(words));
});
