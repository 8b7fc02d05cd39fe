import type { FormNote, RunSheetStep } from '../contract/hub';

/** A step of Locust with nothing special about it. */
export const sampleStep = (more: Partial<RunSheetStep> = {}): RunSheetStep => ({
  index: 0,
  exercise: 'locust',
  name: 'Locust',
  kind: 'strength',
  offsetSeconds: 0,
  durationSeconds: 30,
  instruction: 'Lift',
  side: null,
  breath: null,
  set: null,
  sets: null,
  repetitions: null,
  faults: [],
  ...more,
});

export const sampleNote = (more: Partial<FormNote> = {}): FormNote => ({
  noteId: 'n',
  sessionId: 's',
  to: 'm',
  toName: 'A',
  fromName: 'M',
  text: 'Shoulders down',
  exercise: null,
  fault: null,
  sentAtMs: 0,
  ...more,
});
