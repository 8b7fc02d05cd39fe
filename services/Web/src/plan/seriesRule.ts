export const weekdays = [
  { code: 'MO', short: 'Mon', name: 'Monday' },
  { code: 'TU', short: 'Tue', name: 'Tuesday' },
  { code: 'WE', short: 'Wed', name: 'Wednesday' },
  { code: 'TH', short: 'Thu', name: 'Thursday' },
  { code: 'FR', short: 'Fri', name: 'Friday' },
  { code: 'SA', short: 'Sat', name: 'Saturday' },
  { code: 'SU', short: 'Sun', name: 'Sunday' },
] as const;

export type Weekday = (typeof weekdays)[number]['code'];

/** When a series repeats, as people choose it. */
export interface Repeats {
  days: readonly Weekday[];
  /** 1 for every week. */
  everyWeeks: number;
  /** Last day, such as "2026-12-31"; empty for no end. */
  until: string;
}

/** The same as an RFC 5545 rule; at least one day is chosen. */
export function ruleOf({ days, everyWeeks, until }: Repeats): string {
  const chosen = weekdays.filter(({ code }) => days.includes(code)).map(({ code }) => code);
  const often =
    chosen.length === weekdays.length && everyWeeks === 1
      ? 'FREQ=DAILY'
      : `FREQ=WEEKLY${everyWeeks > 1 ? `;INTERVAL=${everyWeeks}` : ''};BYDAY=${chosen.join(',')}`;
  return until === '' ? often : `${often};UNTIL=${until.replaceAll('-', '')}`;
}
