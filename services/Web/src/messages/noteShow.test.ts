import { describe, expect, it } from 'vitest';
import type { Cue, FormNote, RunSheetStep } from '../contract/hub';
import {
  advance,
  hasPassed,
  isCorrection,
  type Judge,
  lineOf,
  nothingShown,
  openAgain,
  putAway,
  readingMs,
  type Showing,
} from './noteShow';

const note = (noteId: string, more: Partial<FormNote> = {}): FormNote => ({
  noteId,
  sessionId: 's',
  to: 'm',
  toName: 'Asha',
  fromName: 'Meera',
  text: 'Shoulders down',
  exercise: 'locust',
  fault: null,
  sentAtMs: 1_000,
  ...more,
});
const steps = [
  { index: 0, exercise: 'cat-cow' },
  { index: 1, exercise: 'locust', kind: 'rest' },
  { index: 2, exercise: 'locust' },
] as RunSheetStep[];
const step = (stepIndex: number, atMs: number) =>
  ({ content: { kind: 'step', stepIndex }, atMs, mediaAtMs: atMs }) as Cue;
const judge: Judge = { passed: () => false, readingMs: () => 6_000 };

describe('how long a note stands in full', () => {
  it('is six seconds at least', () => expect(readingMs('Chin in')).toBe(6_000));
  it('grows with the words, by letters rather than code units', () => {
    expect(readingMs('a'.repeat(120))).toBeGreaterThan(10_000);
    expect(readingMs('𝒜'.repeat(120))).toBe(readingMs('a'.repeat(120)));
    expect(readingMs('a'.repeat(500))).toBe(30_000);
  });
});

describe('a note', () => {
  it('stands in full until it could be read, then is a line', () => {
    const notes = [note('a')];
    let showing = advance(nothingShown, notes, 0, judge);
    expect(showing).toMatchObject({ noteId: 'a', shownMs: 0 });
    showing = advance(showing, notes, 5_900, judge);
    expect(showing.noteId).toBe('a');
    expect(lineOf(showing, notes, judge.passed)).toBeNull();
    showing = advance(showing, notes, 100, judge);
    expect(showing.noteId).toBeNull();
    expect(lineOf(showing, notes, judge.passed)?.noteId).toBe('a');
  });

  it('goes on standing although it is marked as seen meanwhile, here or elsewhere', () => {
    const showing = advance(nothingShown, [note('a')], 0, judge);
    expect(advance(showing, [note('a', { seenAtMs: 2_000 })], 1_500, judge)).toMatchObject({
      noteId: 'a',
      shownMs: 1_500,
    });
  });

  it('does not come back once it was seen, on this device or another', () => {
    expect(advance(nothingShown, [note('a', { seenAtMs: 2_000 })], 0, judge)).toBe(nothingShown);
    expect(lineOf(nothingShown, [note('a', { seenAtMs: 2_000 })], judge.passed)).toBeNull();
  });

  it('waits for its turn when several come at once, the oldest first', () => {
    const notes = [note('a'), note('b'), note('c')];
    let showing: Showing = nothingShown;
    const order: (string | null)[] = [];
    for (let i = 0; i < 4; i++) {
      showing = advance(showing, notes, 6_000, judge);
      order.push(showing.noteId);
    }
    expect(order).toEqual(['a', 'b', 'c', null]);
    expect(lineOf(showing, notes, judge.passed)?.noteId).toBe('c');
  });

  it('that waits is passed over when it was seen elsewhere, or its exercise is over', () => {
    const showing = advance(nothingShown, [note('a'), note('b'), note('c'), note('d')], 0, judge);
    const later = [note('a'), note('b', { seenAtMs: 5 }), note('c'), note('d')];
    expect(
      advance(showing, later, 6_000, { ...judge, passed: (one) => one.noteId === 'c' }).noteId,
    ).toBe('d');
  });

  it('goes at once when it is fixed', () => {
    const showing = advance(nothingShown, [note('a')], 0, judge);
    const after = advance(showing, [note('a', { resolvedAtMs: 9 })], 0, judge);
    expect(after.noteId).toBeNull();
    expect(lineOf(after, [note('a', { resolvedAtMs: 9 })], judge.passed)).toBeNull();
  });

  it('can be put away, and opened again from its line', () => {
    const notes = [note('a')];
    const away = putAway(advance(nothingShown, notes, 0, judge), 'a');
    expect(away.noteId).toBeNull();
    expect(lineOf(away, notes, judge.passed)).toBeNull();
    expect(advance(away, notes, 0, judge).noteId).toBeNull();
    const again = openAgain(
      advance(advance(nothingShown, notes, 0, judge), notes, 6_000, judge),
      'a',
    );
    expect(again.noteId).toBe('a');
    expect(advance(again, notes, 6_000, judge).noteId).toBeNull();
  });
});

describe('a line', () => {
  it('stays through sets and rests of its exercise, and goes when the class moves on', () => {
    const during = note('a', { sentAtMs: 150 });
    expect(hasPassed(during, steps, [step(1, 100)])).toBe(false);
    expect(hasPassed(during, steps, [step(1, 100), step(2, 200)])).toBe(false);
    expect(hasPassed(during, steps, [step(1, 100), step(2, 200), step(0, 300)])).toBe(true);
  });

  it(
    'waits for the picture: a step that was cued before the note but is not shown yet does ' +
      'not end it',
    () => {
      const during = note('a', { sentAtMs: 150 });
      expect(hasPassed(during, steps, [step(0, 50)])).toBe(false);
      expect(hasPassed(during, steps, [step(0, 50), step(1, 100)])).toBe(false);
      expect(hasPassed(during, steps, [step(0, 50), step(1, 100), step(0, 160)])).toBe(true);
    },
  );

  it(
    'from before the class goes with the first exercise, and a late correction shows in the ' +
      'exercise that is on',
    () => {
      expect(hasPassed(note('a', { sentAtMs: 10, exercise: null }), steps, [])).toBe(false);
      expect(hasPassed(note('a', { sentAtMs: 10, exercise: null }), steps, [step(0, 50)])).toBe(
        true,
      );
      expect(
        hasPassed(note('a', { sentAtMs: 60, exercise: 'locust' }), steps, [
          step(2, 10),
          step(0, 50),
        ]),
      ).toBe(false);
    },
  );

  it('cannot be told to be over while the run sheet is not read and a step was cued', () => {
    expect(hasPassed(note('a'), null, [])).toBe(false);
    const started = { content: { kind: 'class-started' }, atMs: 10, mediaAtMs: 10 } as Cue;
    expect(hasPassed(note('a'), null, [started])).toBe(false);
    expect(hasPassed(note('a'), null, [started, step(0, 50)])).toBeNull();
  });

  it('of a greeting has nothing to fix', () => {
    expect(isCorrection(note('a', { exercise: null, fault: null }))).toBe(false);
    expect(isCorrection(note('a'))).toBe(true);
  });
});
