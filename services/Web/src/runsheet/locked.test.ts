import { expect, it } from 'vitest';
import { keepSettings } from '../api/settings';
import type { ClassFacts } from '../session/classState';
import { whyLocked } from './locked';

keepSettings({
  room: { opensBeforeMinutes: 15, closesAfterMinutes: 15 },
  keptDay: { minutes: 10, share: 0.5 },
  mirror: true,
});
const planned: ClassFacts = {
  status: 'planned',
  startsAt: '2026-11-23T06:30:00Z',
  endsAt: '2026-11-23T06:50:00Z',
  startedAt: null,
  endedAt: null,
};
const startedAt = '2026-11-23T06:30:20Z';

it.each([
  ['Only the instructor', '06:00', {}],
  ['The class has started', '06:31', { status: 'live', startedAt }],
  ['This class is over', '07:30', { status: 'ended', startedAt, endedAt: '2026-11-23T06:48:00Z' }],
  ['This class was cancelled', '06:00', { status: 'cancelled' }],
  ['This class didn’t take place', '12:00', {}],
  ['This class didn’t take place', '12:00', { status: 'ended' }],
] as const)('a plan that is locked says “%s …” at %s', (beginning, time, facts) =>
  expect(whyLocked({ ...planned, ...facts }, Date.parse(`2026-11-23T${time}:00Z`))).toMatch(
    new RegExp(`^${beginning}`),
  ),
);
