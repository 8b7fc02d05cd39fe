import { describe, expect, it } from 'vitest';
import type { Cue, FormNote, RunSheetStep } from '../contract/hub';
import { rosterRows, cohortOf, cohorts, notedBy, notesToBetter, withoutNote } from './rosterRows';
import { nextPrepared, preparedCues, stateOf } from './prepared';
import { classShift, shiftMessage } from './schedule';
import { filled, tidy } from './templates';

const row = (memberId: string, more: object = {}) => ({
  memberId,
  displayName: memberId.toUpperCase(),
  here: true,
  seat: true,
  hand: false,
  ...more,
});
const note = (noteId: string, to: string, more: Partial<FormNote> = {}): FormNote => ({
  noteId,
  sessionId: 's',
  to,
  toName: to.toUpperCase(),
  fromName: 'Meera',
  text: 'down',
  exercise: 'locust',
  fault: 'shrugged-shoulders',
  sentAtMs: Number(noteId),
  ...more,
});

describe('roster rows', () => {
  const known = {
    notes: [note('1', 'a'), note('2', 'a', { resolvedAtMs: 9 }), note('3', 'c')],
    hands: [
      { memberId: 'd', displayName: 'D', atMs: 5 },
      { memberId: 'a', displayName: 'A', atMs: 7 },
    ],
    levels: new Map([['a', 2]]),
    pins: new Set(['c']),
  };
  const rows = rosterRows(
    [row('a'), row('b'), row('c'), row('d'), row('e', { here: false })],
    known,
  );

  it(
    'puts hands first in their order, then the pinned, then who has no note yet, then who is ' +
      'away',
    () => {
      expect(rows.map((one) => one.memberId)).toEqual(['d', 'a', 'c', 'b', 'e']);
      expect(rows[1]).toMatchObject({ handPlace: 2, level: 2, pinned: false });
      expect(rows[2]).toMatchObject({ pinned: true, level: null });
      expect(rows.filter(withoutNote).map((one) => one.memberId)).toEqual(['d', 'b', 'e']);
    },
  );

  it('knows the cohort of a fault, each member once', () => {
    const all = cohorts([
      ...known.notes,
      note('4', 'b', { fault: 'head-thrown-back' }),
      note('5', 'b', { fault: null }),
    ]);
    expect(cohortOf(all, 'locust', 'shrugged-shoulders')!.members).toEqual(['a', 'c']);
    expect(cohortOf(all, 'locust', 'head-thrown-back')!.members).toEqual(['b']);
    expect(cohortOf(all, 'cobra', 'shrugged-shoulders')).toBeUndefined();
  });

  it('marks the newest note of each selected person, unless it is better already', () => {
    expect(notesToBetter(rows).map((one) => one.noteId)).toEqual(['3']);
    expect(notedBy(known.notes, 'a', 'shrugged-shoulders')!.noteId).toBe('2');
    expect(notedBy(known.notes, 'a', 'other')).toBeUndefined();
  });
});

const step = (
  index: number,
  offsetSeconds: number,
  durationSeconds: number,
  cues: { atSeconds: number; text: string }[] = [],
) =>
  ({
    index,
    offsetSeconds,
    durationSeconds,
    cues,
    exercise: 'locust',
    name: 'Locust',
    kind: 'strength',
    instruction: '',
    faults: [],
  }) as unknown as RunSheetStep;

describe('schedule', () => {
  const steps = [step(0, 0, 60), step(1, 60, 120), step(2, 180, 60)];
  const plan = { steps, startsAtMs: 0, startedAtMs: 0, nowMs: 0, current: null };

  it('keeps the plan while every step keeps its time', () => {
    expect(classShift({ ...plan, startedAtMs: null, nowMs: -60_000 })).toMatchObject({
      lateMs: 0,
      expectedEndMs: 240_000,
    });
    expect(
      classShift({ ...plan, current: { index: 1, atMs: 60_000 }, nowMs: 100_000 }),
    ).toMatchObject({ lateMs: 0, startsMs: [0, 60_000, 180_000] });
  });

  it('moves everything after an overdue or late step', () => {
    const late = classShift({ ...plan, current: { index: 1, atMs: 120_000 }, nowMs: 300_000 });
    expect(late).toMatchObject({
      lateMs: 120_000,
      expectedEndMs: 360_000,
      startsMs: [0, 120_000, 300_000],
    });
    expect(classShift({ ...plan, startedAtMs: null, nowMs: 240_000 }).lateMs).toBe(240_000);
  });

  it('is early when steps are left out', () => {
    expect(classShift({ ...plan, current: { index: 2, atMs: 60_000 }, nowMs: 60_000 }).lateMs).toBe(
      -120_000,
    );
  });

  it('says so in words', () => {
    expect(shiftMessage(20_000)).toBe('on time');
    expect(shiftMessage(245_000)).toBe('4 min late');
    expect(shiftMessage(-125_000)).toBe('2 min early');
  });
});

describe('prepared cues', () => {
  const steps = [
    step(0, 0, 60, [
      { atSeconds: 5, text: 'one' },
      { atSeconds: 30, text: 'two' },
    ]),
    step(1, 60, 60),
  ];
  const current = { index: 0, atMs: 1_000 };
  const cues = preparedCues(steps, current, []);

  it('are those of the step that is on, and are sent when the log has their id', () => {
    expect(preparedCues(steps, null, [])).toEqual([]);
    expect(preparedCues(steps, { index: 1, atMs: 0 }, [])).toEqual([]);
    expect(cues.map((cue) => cue.dueMs)).toEqual([6_000, 31_000]);
    const log = [{ clientCueId: cues[0]!.id } as Cue];
    expect(nextPrepared(preparedCues(steps, current, log))!.text).toBe('two');
  });

  it('are sent, late or lost, by when the room was to send them', () => {
    const [one] = cues;
    const log = (atMs: number) =>
      preparedCues(steps, current, [{ clientCueId: one!.id, atMs } as Cue])[0]!;
    expect(stateOf(one!, 0, one!.dueMs - 1)).toBe('waiting');
    expect(stateOf(one!, 0, one!.dueMs + 15_000)).toBe('due');
    expect(stateOf(one!, 0, one!.dueMs + 15_001)).toBe('lost');
    expect(stateOf(one!, null, one!.dueMs + 60_000)).toBe('due');
    expect(stateOf(one!, one!.dueMs + 1, one!.dueMs + 60_000)).toBe('due');
    expect(stateOf(log(one!.dueMs + 300), 0, one!.dueMs + 60_000)).toBe('sent');
    expect(stateOf(log(one!.dueMs + 9_000), 0, one!.dueMs + 60_000)).toBe('late');
  });

  it('are new ones when the step is started again', () => {
    expect(preparedCues(steps, { index: 0, atMs: 2_000 }, [])[0]!.id).not.toBe(cues[0]!.id);
  });
});

describe('templates', () => {
  it('fill in what is known and leave the rest to the server', () => {
    expect(
      filled('{name}, {exercise} {side}', { name: 'Asha Verma', exercise: 'Locust', side: 'left' }),
    ).toBe('Asha, Locust left');
    expect(filled('{name}: {exercise} {side}', {})).toBe('{name}: {exercise} {side}');
    expect(filled('Now your {side} arm', { side: null })).toBe('Now your arm');
  });

  it('are kept without empty ones, each once', () => {
    expect(tidy([' a ', '', 'a', 'b'])).toEqual(['a', 'b']);
  });
});
