import { describe, expect, it } from 'vitest';
import type { Cue } from '../contract/hub';
import { sampleStep } from '../testing/samples';
import type { RecordingState } from '../api/types';
import { whyNot, whyNotYet } from '../session/recordingMessages';
import { chapterAt, chaptersOf } from './chapters';

const step = (index: number) =>
  sampleStep({ index, exercise: 'cat-cow', name: `Step ${index}`, durationSeconds: 60 });
const cue = (offset: number, mediaAtMs: number, stepIndex?: number): Cue => ({
  sessionId: 's',
  epoch: 'e',
  offset,
  atMs: mediaAtMs,
  mediaAtMs,
  clientCueId: `${offset}`,
  sentBy: 'm',
  sentByName: 'Meera',
  content: stepIndex === undefined ? { kind: 'text', text: 'Hello' } : { kind: 'step', stepIndex },
});

describe('a recording', () => {
  it('is there, comes, or says why it does not', () => {
    expect(whyNot('ready')).toBeNull();
    expect(whyNot('finishing')).toBe('The recording will be ready in a minute.');
    expect(new Set((['finishing', 'deleted', 'expired', 'none'] as const).map(whyNot)).size).toBe(
      4,
    );
    expect(whyNot('of a later version' as RecordingState)).toBe(whyNot('none'));
  });
  it('is promised, not missed, while its class is still to come or on', () => {
    for (const recording of ['none', 'recording'] as const)
      for (const state of ['planned', 'doors-open', 'live'] as const)
        expect(whyNotYet(recording, state)).toBe('You can watch this class again once it’s over.');
    expect(whyNotYet('ready', 'live')).toBeNull();
    expect(whyNotYet('none', undefined)).toBeNull();
    expect(whyNotYet('none', 'ended')).toBe('This class wasn’t recorded.');
  });
});

describe('chapters', () => {
  const cues = [
    cue(1, 1000, 0),
    cue(2, 2000),
    cue(3, 9000, 1),
    cue(4, 5000, 2),
    cue(5, 90_000, 0),
    cue(6, 6000, 7),
  ];
  const chapters = chaptersOf(cues, [step(0), step(1), step(2)], { fromMs: 500, toMs: 60_000 });

  it('are the steps in the order of the picture, within the recording', () =>
    expect(chapters.map(({ step: { index } }) => index)).toEqual([0, 2, 1]));
  it('are found by a moment', () => {
    expect(chapterAt(chapters, 900)).toBe(-1);
    expect(chapterAt(chapters, 1000)).toBe(0);
    expect(chapterAt(chapters, 8999)).toBe(1);
    expect(chapterAt(chapters, 20_000)).toBe(2);
  });
});
