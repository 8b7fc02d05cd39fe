import { afterEach, describe, expect, it, vi } from 'vitest';
import { whyFailed } from './PageBoundary';

describe('a page that failed', () => {
  afterEach(() => vi.unstubAllGlobals());

  it.each([
    ['Failed to fetch dynamically imported module: /assets/a.js', true, 'outdated'],
    ['error loading dynamically imported module: /assets/a.js', true, 'outdated'],
    ['Importing a module script failed.', false, 'offline'],
    ['Unable to preload CSS for /assets/a.css', false, 'offline'],
    ['undefined is not a function', true, 'broken'],
    ['undefined is not a function', false, 'broken'],
  ])('by “%s”, online %s, is %s', (message, onLine, why) => {
    vi.stubGlobal('navigator', { onLine });
    expect(whyFailed(new Error(message))).toBe(why);
  });

  it('says nothing of what was thrown that is no error', () =>
    expect(whyFailed('nothing')).toBe('broken'));
});
