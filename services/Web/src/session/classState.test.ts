import { describe, expect, it } from 'vitest';
import type { SessionSummary } from '../api/types';
import { keepSettings } from '../api/settings';
import { type ClassFacts, classState, isComing, nextClass } from './classState';

keepSettings({
  room: { opensBeforeMinutes: 15, closesAfterMinutes: 15 },
  keptDay: { minutes: 10, share: 0.5 },
  mirror: true,
});
const at = (time: string) => Date.parse(`2026-11-23T${time}:00Z`);
const planned: ClassFacts = {
  status: 'planned',
  startsAt: '2026-11-23T06:30:00Z',
  endsAt: '2026-11-23T06:50:00Z',
  startedAt: null,
  endedAt: null,
};

describe('what a class is', () => {
  it.each([
    ['planned', '06:14'],
    ['doors-open', '06:15'],
    ['doors-open', '06:30'],
    ['doors-open', '06:50'],
    ['doors-open', '07:04'],
    ['not-held', '07:05'],
    ['not-held', '12:00'],
  ])('%s at %s when nobody has started it', (state, time) =>
    expect(classState(planned, at(time))).toBe(state),
  );

  it.each([
    ['live', '06:31', { status: 'live', startedAt: '2026-11-23T06:30:20Z' }],
    ['live', '08:30', { status: 'live', startedAt: '2026-11-23T06:30:20Z' }],
    [
      'ended',
      '06:49',
      { status: 'ended', startedAt: '2026-11-23T06:30:20Z', endedAt: '2026-11-23T06:48:00Z' },
    ],
    ['not-held', '10:00', { status: 'ended' }],
    ['cancelled', '06:00', { status: 'cancelled' }],
    ['cancelled', '06:31', { status: 'cancelled' }],
    ['cancelled', '12:00', { status: 'cancelled' }],
  ] as const)('%s at %s by what happened', (state, time, facts) =>
    expect(classState({ ...planned, ...facts }, at(time))).toBe(state),
  );

  it('is coming until it is over, cancelled or was not held', () => {
    const states = (
      ['planned', 'doors-open', 'live', 'ended', 'cancelled', 'not-held'] as const
    ).filter(isComing);
    expect(states).toEqual(['planned', 'doors-open', 'live']);
  });
});

describe('what comes instead', () => {
  const session = (sessionId: string, more: Partial<SessionSummary> = {}) =>
    ({
      ...planned,
      sessionId,
      seriesId: null,
      myBooking: { status: 'none' },
      ...more,
    }) as SessionSummary;
  const now = at('05:00');

  it('is one’s own spot, then the series, then any', () => {
    const any = session('a');
    const series = session('b', { seriesId: 's' });
    const own = session('c', { myBooking: { status: 'booked', position: null } });
    const cancelled = { sessionId: 'x', seriesId: 's' };
    expect(nextClass([any, series, own], cancelled, now)).toBe(own);
    expect(nextClass([any, series], cancelled, now)).toBe(series);
    expect(nextClass([any], cancelled, now)).toBe(any);
  });

  it('is never the class itself, nor one that does not come', () => {
    const gone = [
      session('x'),
      session('a', { status: 'cancelled', myBooking: { status: 'booked', position: null } }),
      session('b', { status: 'live', startedAt: '2026-11-23T06:30:00Z' }),
    ];
    expect(nextClass(gone, { sessionId: 'x' }, now)).toBeUndefined();
  });
});
