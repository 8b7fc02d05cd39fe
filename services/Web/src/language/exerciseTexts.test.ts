import { describe, expect, it } from 'vitest';
import type { FormNote } from '../contract/hub';
import { sampleNote, sampleStep } from '../testing/samples';
import type { Exercise } from '../api/types';
import { correctionOf, instructionOf, nameOf } from './exerciseTexts';

const hindi = {
  slug: 'locust',
  name: 'शलभासन',
  instruction: 'उठाएँ {side}',
  getReady: 'लेट जाएँ',
  rest: 'नीचे आएँ',
  variations: [
    { level: 0, name: '', text: 'आराम करें' },
    { level: 3, name: 'Y', text: 'बाँहें Y' },
  ],
  faults: [{ slug: 'shrugged-shoulders', name: 'कंधे', correction: 'कंधे नीचे' }],
} as unknown as Exercise;
const texts = new Map([['locust', hindi]]);
const note = (more: Partial<FormNote> = {}) =>
  sampleNote({ exercise: 'locust', fault: 'shrugged-shoulders', ...more });
const own = (level: number, varied = false, leaveOut = false) => ({
  instruction: 'own',
  level,
  varied,
  leaveOut,
});

describe('words of a step', () => {
  it('are the sheet’s own in English, and until the others are there', () => {
    expect(nameOf(sampleStep(), texts, 'en')).toEqual({ text: 'Locust', lang: 'en' });
    expect(instructionOf(sampleStep(), new Map(), 'hi', own(1))).toEqual({
      text: 'own',
      lang: 'en',
    });
  });

  it('name exercise and pause in the language', () => {
    expect(nameOf(sampleStep(), texts, 'hi')).toEqual({ text: 'शलभासन', lang: 'hi' });
    expect(nameOf(sampleStep({ kind: 'rest', pause: 'get-ready' }), texts, 'hi').text).toBe(
      'तैयार हों: शलभासन',
    );
    expect(nameOf(sampleStep({ kind: 'rest', pause: 'change-sides' }), texts, 'hi').text).toBe(
      'ओर बदलें',
    );
    expect(nameOf(sampleStep({ kind: 'rest', pause: 'rest' }), texts, 'hi').text).toBe('आराम');
  });

  it('instruct for the level and the side', () => {
    expect(instructionOf(sampleStep({ side: 'left' }), texts, 'hi', own(1)).text).toBe('उठाएँ बाईं');
    expect(instructionOf(sampleStep(), texts, 'hi', own(3, true)).text).toBe('बाँहें Y');
    expect(instructionOf(sampleStep(), texts, 'hi', own(0, false, true)).text).toBe('आराम करें');
    expect(instructionOf(sampleStep({ kind: 'rest', pause: 'get-ready' }), texts, 'hi').text).toBe(
      'लेट जाएँ',
    );
  });
});

describe('a note’s correction', () => {
  it('is told in the language where the fault supplied it', () =>
    expect(correctionOf(note({ fromFault: true }), texts, 'hi')).toEqual({
      text: 'कंधे नीचे',
      lang: 'hi',
    }));
  it('is told in it, too, when a note of an earlier version does not say who supplied it', () =>
    expect(correctionOf(note({ fromFault: null }), texts, 'hi').text).toBe('कंधे नीचे'));
  it('stays as it was written by hand', () => {
    expect(correctionOf(note({ text: 'Softer, Asha', fromFault: false }), texts, 'hi')).toEqual({
      text: 'Softer, Asha',
      lang: 'en',
    });
    expect(correctionOf(note({ fault: null }), texts, 'hi').text).toBe('Shoulders down');
  });
});
