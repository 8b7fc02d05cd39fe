import { describe, expect, it } from 'vitest';
import type { RunSheetStep, StepKind } from '../contract/hub';
import { sampleStep } from '../testing/samples';
import { initialRoom, type RoomState } from '../live/roomState';
import { foldClass } from '../live/cueLog';
import { currentStep } from './currentStep';

const step = (index: number, exercise: string, kind: StepKind, more: Partial<RunSheetStep> = {}) =>
  sampleStep({ index, exercise, name: exercise, kind, durationSeconds: 20, ...more });
const steps = [
  step(0, 'cat-cow', 'mobility', { breath: { rounds: 20, inSeconds: 4, outSeconds: 4 } }),
  step(1, 'locust', 'rest'),
  step(2, 'locust', 'strength', { set: 1, sets: 2 }),
  step(3, 'locust', 'rest'),
  step(4, 'locust', 'strength', { set: 2, sets: 2 }),
  step(5, 'eagle-arms', 'stretch', { side: 'left' }),
  step(6, 'eagle-arms', 'rest'),
  step(7, 'eagle-arms', 'stretch', { side: 'right' }),
];
const at = (...contents: Parameters<typeof cue>[0][]): RoomState => ({
  ...initialRoom,
  join: { runSheet: { steps } } as RoomState['join'],
  class: foldClass(contents.map((content, index) => cue(content, index + 1))),
});
function cue(
  content: {
    kind: 'step' | 'breath';
    stepIndex?: number;
    breath?: { rounds: number; inSeconds: number; outSeconds: number };
  },
  offset: number,
) {
  return {
    sessionId: 's',
    epoch: 'a',
    offset,
    atMs: offset * 1000,
    mediaAtMs: offset * 1000,
    clientCueId: `${offset}`,
    sentBy: 'm',
    sentByName: 'M',
    content,
  };
}

describe('current step', () => {
  it('shows the first step as next before any cue', () =>
    expect(currentStep(at())).toMatchObject({ atMs: null, pace: null, next: { index: 0 } }));

  it('paces a step from its cue, and from a later breath cue instead', () => {
    expect(currentStep(at({ kind: 'step', stepIndex: 0 }))).toMatchObject({
      pace: { fromMs: 1000, pace: { rounds: 20 } },
      next: { index: 1 },
    });
    const slower = { rounds: 6, inSeconds: 4, outSeconds: 6 };
    expect(
      currentStep(at({ kind: 'step', stepIndex: 0 }, { kind: 'breath', breath: slower })),
    ).toMatchObject({ pace: { fromMs: 2000, pace: slower } });
  });

  it('tells a pause before something new from a rest between sets', () => {
    const preview = (stepIndex: number) => currentStep(at({ kind: 'step', stepIndex }))!.preview;
    expect([1, 3, 6].map(preview)).toEqual([true, false, true]);
  });

  it('has no next step after the last', () =>
    expect(currentStep(at({ kind: 'step', stepIndex: 7 }))!.next).toBeUndefined());
});
