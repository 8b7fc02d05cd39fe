import type { DayState, StreakCalendar } from '../api/types';
import { addDays, longDay, shortDay, weekday } from '../design/time';

const signs: Record<DayState, { sign: string; label: string }> = {
  kept: { sign: '✓', label: 'practised' },
  frozen: { sign: '❄', label: 'missed, saved by a freeze' },
  missed: { sign: '×', label: 'missed' },
  rest: { sign: '–', label: 'rest day, no class' },
  today: { sign: '•', label: 'today, not yet practised' },
  future: { sign: '', label: 'to come' },
};
/** A state that this page does not know yet says nothing. */
const signOf = (state: DayState) => (state in signs ? signs[state] : signs.future);
const legend: DayState[] = ['kept', 'frozen', 'missed', 'rest', 'today'];
const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/**
 * Whole weeks, Monday first; each day has its state as a sign and in words, never as a colour
 * alone.
 */
export function Calendar({ days }: { days: StreakCalendar['days'] }) {
  const first = days[0]?.day;
  if (!first) return <p className="muted">No days yet. They appear with your first class.</p>;
  const byDay = new Map(days.map((day) => [day.day, day]));
  const start = addDays(first, -weekday(first));
  const last = days.at(-1)!.day;
  const weeks: string[][] = [];
  for (let monday = start; monday <= last; monday = addDays(monday, 7))
    weeks.push(weekdays.map((_, offset) => addDays(monday, offset)));
  return (
    <div className="stack">
      <table className="calendar" data-testid="streak-calendar">
        <caption className="visually-hidden">State of each day</caption>
        <thead>
          <tr>
            {weekdays.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((day) => {
                const found = byDay.get(day);
                if (!found) return <td key={day} />;
                const { sign, label } = signOf(found.state);
                const minutes = found.minutes > 0 ? `, ${Math.round(found.minutes)} minutes` : '';
                return (
                  <td
                    key={day}
                    data-state={found.state}
                    data-day={day}
                    title={`${shortDay(day)}: ${label}${minutes}`}
                  >
                    <span className="calendar-day nums" aria-hidden="true">
                      {Number(day.slice(8))}
                    </span>
                    <span className="calendar-sign" aria-hidden="true">
                      {sign}
                    </span>
                    <span className="visually-hidden">
                      {longDay(day)}: {label}
                      {minutes}
                    </span>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
      <ul className="legend" aria-label="Signs">
        {legend.map((state) => (
          <li key={state}>
            <span data-state={state} aria-hidden="true">
              {signs[state].sign}
            </span>{' '}
            {signs[state].label}
          </li>
        ))}
      </ul>
    </div>
  );
}
