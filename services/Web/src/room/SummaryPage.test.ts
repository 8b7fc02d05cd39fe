import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { MemoryRouter, Route, Routes } from 'react-router';
import { beforeEach, expect, it, vi } from 'vitest';
import { SummaryPage } from './SummaryPage';

const answers = vi.hoisted(() => new Map<string, unknown>());
vi.mock('../api/useLoad', () => ({
  useLoad: (key: string) => ({ data: answers.get(key), loading: false, reload: () => undefined }),
}));
vi.mock('../auth/auth', () => ({ useProfile: () => ({ timeZone: 'Asia/Kolkata' }) }));
vi.mock('../language/language', () => ({ useLanguage: () => 'en' }));

const page = () =>
  renderToStaticMarkup(
    createElement(
      MemoryRouter,
      { initialEntries: ['/sessions/s/summary'] },
      createElement(
        Routes,
        null,
        createElement(Route, {
          path: '/sessions/:id/summary',
          element: createElement(SummaryPage),
        }),
      ),
    ),
  );
/** A class whose time is over, as far as the timetable has heard of it. */
const planned = (status: string) => ({
  sessionId: 's',
  title: 'Morning',
  status,
  startsAt: '2026-01-01T06:00:00Z',
  endsAt: '2026-01-01T07:00:00Z',
  startedAt: null,
  endedAt: null,
  myBooking: { status: 'none' },
});
const summary = (watchedSeconds: number, startedAtMs: number | null) => ({
  sessionId: 's',
  watchedSeconds,
  startedAtMs,
  endedAtMs: null,
  steps: [],
  notes: [],
});
const didNotTakePlace = 'This class didn’t take place';
const whatYouDid = 'What you did';

beforeEach(() => answers.clear());

it('shows neither a summary nor an entrance while the class loads', () => {
  answers.set('summary:s', summary(60, 1));
  expect(page()).not.toContain(whatYouDid);
  answers.clear();
  answers.set('s', planned('scheduled'));
  expect(page()).not.toContain(didNotTakePlace);
  expect(page()).not.toContain('What’s next');
});

it('shows what one did, also before the timetable has heard that the class began', () => {
  answers.set('s', planned('scheduled'));
  for (const [seconds, startedAtMs] of [
    [60, 1],
    [60, null],
    [0, 1],
  ] as const) {
    answers.set('summary:s', summary(seconds, startedAtMs));
    expect(page()).toContain(whatYouDid);
    expect(page()).not.toContain(didNotTakePlace);
  }
});

it('says that a class did not take place once nobody knows of a beginning', () => {
  answers.set('s', planned('scheduled'));
  answers.set('summary:s', summary(0, null));
  expect(page()).toContain(didNotTakePlace);
  expect(page()).not.toContain(whatYouDid);
});

it('says at once that a class was cancelled', () => {
  answers.set('s', planned('cancelled'));
  expect(page()).toContain('This class was cancelled');
});
