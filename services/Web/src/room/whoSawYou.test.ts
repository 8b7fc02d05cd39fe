import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { MemoryRouter } from 'react-router';
import { expect, it } from 'vitest';
import type { OwnMirror } from '../api/types';
import { looksByLeader } from './looksByLeader';
import { WhoSawYou } from './WhoSawYou';

const at = (time: string) => Date.parse(`2026-11-23T${time}Z`);
const look = (leaderName: string, from: string, to?: string) => ({
  leaderName,
  beganAtMs: at(from),
  endedAtMs: to === undefined ? null : at(to),
});
const shown = (mirror: OwnMirror) =>
  renderToStaticMarkup(
    createElement(
      MemoryRouter,
      null,
      createElement(WhoSawYou, { mirror, timeZone: 'Asia/Kolkata' }),
    ),
  );

it('puts each leader’s looks together', () => {
  const looks = [
    look('Cleo', '01:02:00', '01:02:12'),
    look('Meera', '01:03:00', '01:03:05'),
    look('Cleo', '01:05:00'),
  ];
  expect(looksByLeader(looks).map((one) => [one.name, one.looks.length])).toEqual([
    ['Cleo', 2],
    ['Meera', 1],
  ]);
  const text = shown({ sharedSeconds: 600, watchers: ['Meera', 'Cleo'], looks });
  expect(text).toContain('You showed yourself for 10 min.');
  expect(text).toContain('Meera and Cleo had your small picture.');
  expect(text).toContain('06:32 (12 s), 06:35 (now)');
  expect(text).toContain('Nothing of it was recorded.');
});

it('says that nobody was watching', () => {
  const text = shown({ sharedSeconds: 5, watchers: [], looks: [] });
  expect(text).toContain('Nobody was watching.');
  expect(text).not.toContain('looked closely');
});
