import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { MemoryRouter } from 'react-router';
import { expect, it } from 'vitest';
import { MirrorPage } from './MirrorPage';

const words = renderToStaticMarkup(createElement(MemoryRouter, null, createElement(MirrorPage)))
  .replaceAll(/<[^>]+>/g, ' ')
  .replaceAll(/\s+/g, ' ');

it('says who sees what, that nothing is kept, and how to stop', () => {
  for (const said of [
    'The instructor and the coaches of your class',
    'Other members',
    'Administrators',
    'Whoever runs the server',
    'Nothing is ever recorded or stored. Sound is never taken.',
    'One tap pauses, one tap stops.',
    'Within a second nothing of you is passed on any more',
    'within a few seconds if their connection hangs',
    'blur what is left and right of you',
    'a server that was changed to lie about whose key is whose',
    'a coach who films their own screen',
  ])
    expect(words).toContain(said);
});

it('says who can see what in half a minute', () => {
  // A calm reader takes in four words a second.
  const read = words.slice(0, words.indexOf('You decide')).trim().split(' ').length;
  expect(read).toBeGreaterThan(60);
  expect(read).toBeLessThanOrEqual(30 * 4);
});
