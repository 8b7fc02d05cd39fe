import type { ProgrammeSummary } from '../api/types';
import type { limits } from '../contract/limits';
import { Field, InputField } from '../design/forms';
import { inputLimits } from '../lib/inputLimits';

export interface PlanFormProps {
  programmes: ProgrammeSummary[];
  /** Whether members can show themselves to leaders here at all. */
  hasMirror: boolean;
  /** Called when something was planned. */
  planned: () => void;
}

type Wrong = Record<string, string[]>;

interface ProgrammeFieldProps {
  programmes: ProgrammeSummary[];
  value: string;
  onChange: (slug: string) => void;
  hint?: string;
  wrong: Wrong;
}

export function ProgrammeField({ programmes, value, onChange, hint, wrong }: ProgrammeFieldProps) {
  return (
    <Field label="Programme" hint={hint} wrong={wrong.programme}>
      {(ids) => (
        <select
          {...ids}
          className="input"
          value={value}
          onChange={(event) => onChange(event.target.value)}
        >
          {programmes.map((one) => (
            <option key={one.slug} value={one.slug}>
              {one.title}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

interface Size {
  coachedSeats: string;
  minutes: string;
}

interface SizeFieldsProps {
  value: Size;
  onChange: (part: Partial<Size>) => void;
  allowed: (typeof limits)['CreateSeriesRequest' | 'CreateSessionRequest'];
  wrong: Wrong;
}

/** How many get personal feedback, and how long the class is. */
export function SizeFields({ value, onChange, allowed, wrong }: SizeFieldsProps) {
  return (
    <div className="form-grid">
      <InputField
        label="Feedback spots"
        hint="Anyone can watch; only feedback spots are limited."
        wrong={wrong.coachedSeats}
        type="number"
        {...inputLimits(allowed.coachedSeats)}
        required
        value={value.coachedSeats}
        onChange={(coachedSeats) => onChange({ coachedSeats })}
      />
      <InputField
        label="Minutes"
        hint="Leave empty for the length of the class plan."
        wrong={wrong.durationMinutes}
        type="number"
        {...inputLimits(allowed.durationMinutes)}
        value={value.minutes}
        onChange={(minutes) => onChange({ minutes })}
      />
    </div>
  );
}

/** The part of a request that both forms fill in the same way. */
export const plannedSize = ({ coachedSeats, minutes }: Size) => ({
  durationMinutes: minutes === '' ? undefined : Number(minutes),
  coachedSeats: Number(coachedSeats),
});
