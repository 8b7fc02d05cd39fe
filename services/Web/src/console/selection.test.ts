import { describe, expect, it } from 'vitest';
import { readKey } from './keys';
import {
  choose,
  goTo,
  move,
  neighbour,
  nextHand,
  nobodySelected,
  only,
  pick,
  type Selection,
} from './selection';

const rows = ['a', 'b', 'c', 'd'];

describe('selection by keyboard', () => {
  it('walks down and up and stays at the ends', () => {
    let at = move(nobodySelected, rows, 1);
    expect(at.at).toBe('a');
    at = move(move(at, rows, 1), rows, 1);
    expect(at.at).toBe('c');
    expect(move(at, rows, -1).at).toBe('b');
    expect(neighbour({ at: 'd', order: rows, selected: [] }, rows, 1)).toBe('d');
    expect(neighbour({ at: 'a', order: rows, selected: [] }, rows, -1)).toBe('a');
    expect(neighbour(nobodySelected, [], 1)).toBeNull();
  });

  it('goes on to who came next, when a note moved the row down or out of the list', () => {
    const at: Selection = { at: 'b', order: rows, selected: ['b'] };
    expect(neighbour(at, ['a', 'c', 'd', 'b'], 1)).toBe('c');
    expect(neighbour(at, ['a', 'c', 'd'], 1)).toBe('c');
    expect(neighbour(at, ['a', 'c', 'd'], -1)).toBe('a');
    // Somebody else's raised hand moved a row to the top: nothing is skipped either.
    expect(neighbour({ ...at, at: 'b' }, ['d', 'a', 'b', 'c'], 1)).toBe('c');
  });

  it('gives a single selection up when the cursor leaves it, and keeps one of several', () => {
    expect(move(pick(nobodySelected, rows, 'a', false), rows, 1).selected).toEqual([]);
    const two = pick(pick(nobodySelected, rows, 'a', false), rows, 'c', true);
    expect(two.selected).toEqual(['a', 'c']);
    expect(move(two, rows, 1).selected).toEqual(['a', 'c']);
    expect(pick(two, rows, 'a', true).selected).toEqual(['c']);
    expect(pick(two, rows, 'a', false).selected).toEqual(['a']);
    expect(pick(pick(nobodySelected, rows, 'a', false), rows, 'a', false).selected).toEqual([]);
  });

  it('goes through the hands in order and begins again', () => {
    const first = nextHand(nobodySelected, rows, ['c', 'a']);
    expect(first).toMatchObject({ at: 'c', selected: ['c'] });
    const second = nextHand(first, rows, ['c', 'a']);
    expect(second.at).toBe('a');
    expect(nextHand(second, rows, ['c', 'a']).at).toBe('c');
    expect(nextHand(second, rows, [])).toBe(second);
  });

  it('is led from outside by the same rule: a note never goes to somebody the eye has left', () => {
    const there = choose(rows, 'c');
    expect(there).toMatchObject({ at: 'c', selected: ['c'], elsewhere: true });
    expect(goTo(there, rows, 'c').selected).toEqual(['c']);
    expect(goTo(there, rows, 'd')).toMatchObject({ at: 'd', selected: [], elsewhere: true });
    const two = pick(pick(nobodySelected, rows, 'a', false), rows, 'c', true);
    expect(goTo(two, rows, 'b').selected).toEqual(['a', 'c']);
  });

  it('comes back to the roster with its own keys', () => {
    const there = choose(rows, 'c');
    for (const back of [
      move(there, rows, 1),
      pick(there, rows, 'a', false),
      nextHand(there, rows, ['b']),
    ])
      expect(back.elsewhere).toBeUndefined();
  });

  it('forgets who is gone', () => {
    const two: Selection = { at: 'a', order: rows, selected: ['a', 'b'] };
    expect(only(two, new Set(['b'])).selected).toEqual(['b']);
    expect(only(two, new Set(rows))).toBe(two);
  });
});

/**
 * Plays keys against the pure parts and counts those that it takes until each of 30 people has had
 * a note.
 */
function correctEverybody(
  people: string[],
  keysFor: () => string[],
): { presses: number; noted: string[] } {
  let selection = nobodySelected;
  let presses = 0;
  const noted: string[] = [];
  const list = () => people.filter((one) => !noted.includes(one));
  while (list().length > 0) {
    for (const key of keysFor()) {
      presses += 1;
      const act = readKey(null, key);
      if (act?.act === 'move') selection = move(selection, list(), act.by);
      else if (act?.act === 'pick') selection = pick(selection, list(), selection.at!, act.add);
      else if (act?.act === 'fault') noted.push(...selection.selected);
    }
  }
  return { presses, noted };
}

describe('the measured path', () => {
  it('corrects each of 30 people with three keys, nobody twice and nobody skipped', () => {
    const people = Array.from({ length: 30 }, (_, index) => `p${index}`);
    const { presses, noted } = correctEverybody(people, () => ['j', 'x', '1']);
    expect(noted).toEqual(people);
    expect(presses / people.length).toBeLessThanOrEqual(3);
  });
});

describe('keys', () => {
  it('read a digit as a fault, or as what the key before it said', () => {
    expect(readKey(null, '3')).toEqual({ act: 'fault', index: 2 });
    expect(readKey('cohort', '3')).toEqual({ act: 'cohort', index: 2 });
    expect(readKey('template', '1')).toEqual({ act: 'template', index: 0 });
    expect(readKey('cohort', 'Escape')).toEqual({ act: 'clear' });
    expect(readKey(null, 'a')).toEqual({ act: 'prefix', prefix: 'cohort' });
    expect(readKey(null, 'w')).toEqual({ act: 'wall' });
    expect(readKey(null, 'r')).toEqual({ act: 'round' });
    expect(readKey(null, 'Q')).toBeNull();
    expect(readKey(null, '0')).toBeNull();
  });
});
