import { describe, expect, it } from 'vitest';
import { ruleOf, type Weekday, weekdays } from './seriesRule';

describe('the rule of a series', () => {
  it.each<[Weekday[], number, string, string]>([
    [['MO', 'TU', 'WE', 'TH', 'FR'], 1, '', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
    [['TH', 'TU'], 1, '', 'FREQ=WEEKLY;BYDAY=TU,TH'],
    [['SA'], 2, '', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=SA'],
    [['SU', 'MO'], 1, '2026-12-31', 'FREQ=WEEKLY;BYDAY=MO,SU;UNTIL=20261231'],
  ])('%s every %i weeks until "%s" is %s', (days, everyWeeks, until, rule) =>
    expect(ruleOf({ days, everyWeeks, until })).toBe(rule),
  );

  it('is daily when every day is chosen', () => {
    const days = weekdays.map(({ code }) => code);
    expect(ruleOf({ days, everyWeeks: 1, until: '' })).toBe('FREQ=DAILY');
    expect(ruleOf({ days, everyWeeks: 2, until: '' })).toBe(
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TU,WE,TH,FR,SA,SU',
    );
  });
});
