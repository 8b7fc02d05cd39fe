import { describe, expect, it } from 'vitest';
import type { Block } from '../api/types';
import {
  activeSeconds,
  dosageText,
  kindOf,
  moved,
  newBlock,
  place,
  placeAt,
  same,
  toSend,
  withKind,
  wrongWith,
} from './blocks';

const hold = (more: Partial<Block> = {}): Block => ({
  exercise: 'locust',
  sets: 3,
  holdSeconds: 20,
  restSeconds: 30,
  changeSeconds: 15,
  cues: [],
  ...more,
});

const dosage = {
  text: '',
  sets: null,
  holdSeconds: null,
  repetitions: null,
  rounds: null,
  inSeconds: null,
  outSeconds: null,
  variation: null,
  leaveOut: false,
};

describe('blocks', () => {
  it('are timed as the planner times them', () => {
    expect(activeSeconds(hold(), false)).toBe(3 * 20 + 2 * 30);
    expect(activeSeconds(hold({ sets: null, holdSeconds: 90, restSeconds: 10 }), true)).toBe(190);
    expect(activeSeconds(withKind(hold({ sets: 1 }), 'breaths'), false)).toBe(80);
    expect(activeSeconds(withKind(hold({ sets: 1 }), 'repetitions'), false)).toBe(32);
    const placed = place([hold(), hold()], () => false);
    expect(placed.totalSeconds).toBe(120 + 15 + 120);
    expect(placed.blocks[1]).toEqual({ startSeconds: 120, seconds: 135 });
  });

  it('move to any place and never out of the list', () => {
    expect(moved(['a', 'b', 'c'], 0, 2)).toEqual(['b', 'c', 'a']);
    expect(moved(['a', 'b', 'c'], 2, 0)).toEqual(['c', 'a', 'b']);
    expect(moved(['a', 'b', 'c'], 0, -1)).toEqual(['a', 'b', 'c']);
    expect(moved(['a', 'b', 'c'], 2, 9)).toEqual(['a', 'b', 'c']);
    expect(placeAt([10, 30, 50], 0, 45)).toBe(1);
    expect(placeAt([10, 30, 50], 2, 0)).toBe(0);
    expect(placeAt([10, 30, 50], 0, 99)).toBe(2);
  });

  it('begin as the class does the exercise at level 1', () => {
    const breaths = { ...dosage, inSeconds: 4, outSeconds: 4 };
    const block = newBlock('cat-cow', [
      { ...breaths, level: 0, rounds: 8 },
      { ...breaths, level: 1, rounds: 20 },
    ]);
    expect(kindOf(block)).toBe('breaths');
    expect(dosageText(block, false)).toBe('20 breaths, 4 s in and 4 s out');
    expect(newBlock('new', [{ ...dosage, level: 1 }]).holdSeconds).toBe(30);
  });

  it('say what is wrong before they are sent', () => {
    expect(wrongWith(hold(), false)).toEqual([]);
    expect(wrongWith(hold({ holdSeconds: 0 }), false)).toHaveLength(1);
    expect(
      wrongWith(
        hold({
          cues: [
            { atSeconds: 119, text: 'in' },
            { atSeconds: 120, text: 'after the end' },
            { atSeconds: 1, text: ' ' },
          ],
        }),
        false,
      ),
    ).toHaveLength(2);
    expect(wrongWith(withKind(hold({ inSeconds: Number.NaN }), 'breaths'), false)).toHaveLength(1);
    expect(
      wrongWith(hold({ restSeconds: 12.5, instruction: 'Reach {side}.' }), false),
    ).toHaveLength(2);
    expect(wrongWith(hold({ instruction: 'Reach {side}.' }), true)).toEqual([]);
  });

  it('are the same whatever is empty and however the cues lie', () => {
    const cues = [
      { atSeconds: 9, text: 'b' },
      { atSeconds: 1, text: 'a ' },
    ];
    expect(
      same([hold({ variation: '', cues })], [hold({ variation: null, cues: [...cues].reverse() })]),
    ).toBe(true);
    expect(same([hold()], [hold({ sets: 2 })])).toBe(false);
    expect(toSend([hold({ cues })])[0]!.cues!.map((cue) => cue.text)).toEqual(['a', 'b']);
  });
});
