import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it, vi } from 'vitest';
import type { RunSheet } from '../contract/hub';
import { foldClass } from '../live/cueLog';
import { Stage } from './Stage';

vi.mock('../clock/useServerNow', () => ({ useServerNow: () => 0 }));
vi.mock('../language/language', () => ({ useLanguage: () => 'en' }));

const shown = (runSheet: RunSheet | null) =>
  renderToStaticMarkup(
    createElement(Stage, {
      room: { join: { runSheet }, class: foldClass([]) },
      clock: { now: () => 0 },
    }),
  );

it('a class without exercises says so, one whose run sheet is still read does not', () => {
  expect(shown({ steps: [], durationSeconds: 0 })).toContain('no set exercises');
  expect(shown(null)).toContain('Loading the exercises');
  expect(shown(null)).not.toContain('no set exercises');
});
