import { describe, expect, it } from 'vitest';
import type { Cue, RunSheetStep } from '../contract/hub';
import { cuesOnScreen } from '../messages/cuesOnScreen';
// The server's tests read the same cases, so that both write the same captions.
import cases from '../../../../tests/UpperBack.Live.Tests/captions.json?raw';
import { captionsOf, escaped } from './captions';

interface Case {
  name: string;
  cues: { atMs: number; text?: string; stepIndex?: number }[];
  captions: { fromMs: number; untilMs: number; text: string }[];
}

const cue = ({ atMs, text, stepIndex }: Case['cues'][number], index: number): Cue => ({
  sessionId: 's',
  epoch: 'e',
  offset: index + 1,
  atMs,
  mediaAtMs: atMs,
  clientCueId: 'c',
  sentBy: 'm',
  sentByName: 'Meera',
  content: { kind: stepIndex === undefined ? 'text' : 'step', text, stepIndex },
});

describe('captions', () => {
  it.each(JSON.parse(cases) as Case[])('$name', ({ cues, captions }) => {
    const shown = captionsOf(cues.map(cue).reverse(), [{ name: 'Cat-Cow' } as RunSheetStep]);
    expect(shown.map(({ fromMs, untilMs, text }) => ({ fromMs, untilMs, text }))).toEqual(captions);
  });

  it('are escaped where they are markup', () =>
    expect(escaped('a < b && c --> d')).toBe('a &lt; b &amp;&amp; c --&gt; d'));
});

describe('cues on screen', () => {
  const said = [
    cue({ atMs: 1000, text: 'One' }, 0),
    cue({ atMs: 1000, text: 'Two' }, 1),
    cue({ atMs: 1100, text: 'Three' }, 2),
  ];
  const at = (nowMs: number, words = said) =>
    cuesOnScreen(words, (one) => one.atMs, nowMs).map((one) => one.content.text);

  it('are all shown, and each for a second and a half at least', () => {
    expect(at(1200)).toEqual(['One', 'Two', 'Three']);
    expect(at(2499)).toEqual(['One', 'Two', 'Three']);
    expect(at(2500)).toEqual(['Three']);
    expect(at(99_000)).toEqual(['Three']);
  });

  it('leave room: the last three of a flood', () =>
    expect(at(1200, [...said, cue({ atMs: 1200, text: 'Four' }, 3)])).toEqual([
      'Two',
      'Three',
      'Four',
    ]));
  it('are none before the first', () => expect(at(0, [])).toEqual([]));
});
