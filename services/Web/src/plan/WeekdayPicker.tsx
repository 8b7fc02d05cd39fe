import { type Weekday, weekdays } from './seriesRule';

interface Props {
  days: Weekday[];
  onChange: (days: Weekday[]) => void;
  /** What the server said of the rule that they are a part of. */
  wrong?: string[];
}

/** On which days of the week a series takes place: one at least. */
export function WeekdayPicker({ days, onChange, wrong }: Props) {
  return (
    <fieldset className="weekdays" aria-describedby="weekdays-wrong">
      <legend>On these days</legend>
      <div>
        {weekdays.map((day) => (
          <label key={day.code} title={day.name}>
            <input
              type="checkbox"
              aria-label={day.name}
              checked={days.includes(day.code)}
              data-testid={`day-${day.code}`}
              onChange={(e) =>
                onChange(
                  e.target.checked ? [...days, day.code] : days.filter((one) => one !== day.code),
                )
              }
            />
            <span aria-hidden="true">{day.short}</span>
          </label>
        ))}
      </div>
      <div className="field" id="weekdays-wrong">
        {days.length === 0 && (
          <span className="wrong" role="alert">
            Choose at least one day.
          </span>
        )}
        {wrong && (
          <span className="wrong" role="alert">
            {wrong.join(' ')}
          </span>
        )}
      </div>
    </fieldset>
  );
}
