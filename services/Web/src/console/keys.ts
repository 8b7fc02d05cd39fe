/** What a key press asks for. `prefix` waits for a digit. */
export type KeyAct =
  | { act: 'move'; by: 1 | -1 }
  | { act: 'pick'; add: boolean }
  | {
      act:
        | 'hand'
        | 'without-note'
        | 'pin'
        | 'better'
        | 'clear'
        | 'next-step'
        | 'cue'
        | 'search'
        | 'prepared'
        | 'again'
        | 'wall'
        | 'round'
        | 'help';
    }
  | { act: 'fault' | 'cohort' | 'template'; index: number }
  | { act: 'prefix'; prefix: Prefix };

export type Prefix = 'cohort' | 'template';

const plain: Record<string, KeyAct> = {
  j: { act: 'move', by: 1 },
  ArrowDown: { act: 'move', by: 1 },
  k: { act: 'move', by: -1 },
  ArrowUp: { act: 'move', by: -1 },
  x: { act: 'pick', add: false },
  Enter: { act: 'pick', add: false },
  X: { act: 'pick', add: true },
  h: { act: 'hand' },
  u: { act: 'without-note' },
  i: { act: 'pin' },
  b: { act: 'better' },
  y: { act: 'again' },
  w: { act: 'wall' },
  r: { act: 'round' },
  n: { act: 'next-step' },
  p: { act: 'prepared' },
  c: { act: 'cue' },
  '/': { act: 'search' },
  '?': { act: 'help' },
  Escape: { act: 'clear' },
  a: { act: 'prefix', prefix: 'cohort' },
  t: { act: 'prefix', prefix: 'template' },
};

/**
 * Reads a key after a pending prefix, or without one; null when it means nothing here. Any other
 * key gives the prefix up and means itself.
 */
export function readKey(prefix: Prefix | null, key: string): KeyAct | null {
  if (/^[1-9]$/.test(key)) return { act: prefix ?? 'fault', index: Number(key) - 1 };
  return plain[key] ?? null;
}

/**
 * Keys that a focused button, link or list needs itself, so that they mean something here only
 * where nothing is focused, or in the roster.
 */
export const nativeKeys = new Set(['Enter', 'ArrowDown', 'ArrowUp']);

export const keyDescriptions: { group: string; keys: [string, string][] }[] = [
  {
    group: 'People',
    keys: [
      ['j k', 'down and up the roster (arrows too)'],
      ['x', 'select who is at the cursor (Enter too)'],
      ['X', 'add to the selection, or take away'],
      ['h', 'next raised hand'],
      ['u', 'only people without a note'],
      ['i', 'pin who is at the cursor'],
      ['/', 'search'],
      ['Esc', 'leave the field, select nobody'],
    ],
  },
  {
    group: 'Notes',
    keys: [
      ['1–9', 'send that mistake’s note to who is selected'],
      ['a 1–9', 'send it to all who did this'],
      ['t 1–9', 'write a note from a template'],
      ['b', 'better now: the newest note of who is selected'],
      ['y', 'send a held-back note anyway'],
    ],
  },
  {
    group: 'Cameras',
    keys: [
      ['w', 'go to the cameras, with the arrows from one to the next'],
      ['Enter', 'look at one closely; again, or Esc, to end it'],
      ['r', 'look at everybody in turn, or stop'],
      ['Shift ←', 'in your own order: move somebody (any arrow)'],
    ],
  },
  {
    group: 'Class',
    keys: [
      ['n', 'start the next step'],
      ['p', 'send the prepared cue now'],
      ['c', 'write a cue'],
      ['?', 'these keys'],
    ],
  },
];
