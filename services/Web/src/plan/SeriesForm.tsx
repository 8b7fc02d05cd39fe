import { type FormEvent, useState } from 'react';
import { scheduling } from '../api/endpoints';
import { useAction } from '../api/useAction';
import type { ProgrammeSummary } from '../api/types';
import { ZonePicker } from '../account/ZonePicker';
import { useProfile } from '../auth/auth';
import { Button, ErrorNote } from '../design/primitives';
import { Field } from '../design/forms';
import { addDays, todayIn } from '../design/time';
import { LeaderFields, leaderIds, type Leaders } from './LeaderFields';
import { ruleOf, type Weekday } from './seriesRule';
import { WeekdayPicker } from './WeekdayPicker';
import { limits } from '../contract/limits';
import { inputLimits } from '../lib/inputLimits';

export function SeriesForm({
  programmes,
  planned,
}: {
  programmes: ProgrammeSummary[];
  planned: () => void;
}) {
  const profile = useProfile();
  const [form, setForm] = useState({
    title: 'Morning upper back',
    programme: programmes[0]!.slug,
    startDate: addDays(todayIn(profile.timeZone), 1),
    localTime: '06:30',
    timeZone: profile.timeZone,
    days: ['MO', 'TU', 'WE', 'TH', 'FR'] as Weekday[],
    everyWeeks: 1,
    until: '',
    minutes: '',
    coachedSeats: '20',
  });
  const [leaders, setLeaders] = useState<Leaders>({ instructor: profile, coaches: [] });
  const [done, setDone] = useState<string>();
  const { busy, problem, run } = useAction();
  const change = (part: Partial<typeof form>) => {
    setDone(undefined);
    setForm((old) => ({ ...old, ...part }));
  };
  const wrong = problem?.errors ?? {};

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    await run(async () => {
      const series = await scheduling.planSeries({
        title: form.title.trim(),
        programme: form.programme,
        startDate: form.startDate,
        localTime: form.localTime,
        timeZone: form.timeZone,
        rule: ruleOf(form),
        durationMinutes: form.minutes === '' ? undefined : Number(form.minutes),
        coachedSeats: Number(form.coachedSeats),
        ...leaderIds(leaders),
      });
      setDone(`“${series.title}” is planned: ${series.ruleText}.`);
      planned();
    });
  };

  return (
    <form className="stack" onSubmit={submit} data-testid="series-form">
      {problem && <ErrorNote problem={problem} />}
      <Field label="Title" wrong={wrong.title}>
        {(ids) => (
          <input
            {...ids}
            className="input"
            required
            {...inputLimits(limits.CreateSeriesRequest.title)}
            value={form.title}
            onChange={(e) => change({ title: e.target.value })}
          />
        )}
      </Field>
      <Field
        label="Programme"
        hint={
          'The class moves on to the programme’s next week every week, and stays at the last ' +
          'one.'
        }
        wrong={wrong.programme}
      >
        {(ids) => (
          <select
            {...ids}
            className="input"
            value={form.programme}
            onChange={(e) => change({ programme: e.target.value })}
          >
            {programmes.map((one) => (
              <option key={one.slug} value={one.slug}>
                {one.title}
              </option>
            ))}
          </select>
        )}
      </Field>
      <div className="form-grid">
        <Field label="First day" wrong={wrong.startDate}>
          {(ids) => (
            <input
              {...ids}
              className="input"
              type="date"
              required
              value={form.startDate}
              onChange={(e) => change({ startDate: e.target.value })}
            />
          )}
        </Field>
        <Field label="Starts at" wrong={wrong.localTime}>
          {(ids) => (
            <input
              {...ids}
              className="input"
              type="time"
              required
              value={form.localTime}
              onChange={(e) => change({ localTime: e.target.value })}
            />
          )}
        </Field>
        <Field label="Time zone of the class" wrong={wrong.timeZone}>
          {(ids) => (
            <ZonePicker
              {...ids}
              value={form.timeZone}
              onChange={(timeZone) => change({ timeZone })}
            />
          )}
        </Field>
      </div>
      <WeekdayPicker days={form.days} onChange={(days) => change({ days })} wrong={wrong.rule} />
      <div className="form-grid">
        <Field label="Repeats">
          {(ids) => (
            <select
              {...ids}
              className="input"
              value={form.everyWeeks}
              onChange={(e) => change({ everyWeeks: Number(e.target.value) })}
            >
              <option value={1}>Every week</option>
              <option value={2}>Every 2 weeks</option>
              <option value={4}>Every 4 weeks</option>
            </select>
          )}
        </Field>
        <Field label="Last day (optional)" hint="Leave empty to go on until you end it.">
          {(ids) => (
            <input
              {...ids}
              className="input"
              type="date"
              min={form.startDate}
              value={form.until}
              onChange={(e) => change({ until: e.target.value })}
            />
          )}
        </Field>
      </div>
      <LeaderFields
        value={leaders}
        onChange={(value) => {
          setDone(undefined);
          setLeaders(value);
        }}
        wrong={wrong}
      />
      <div className="form-grid">
        <Field
          label="Feedback spots"
          hint="Anyone can watch; only feedback spots are limited."
          wrong={wrong.coachedSeats}
        >
          {(ids) => (
            <input
              {...ids}
              className="input"
              type="number"
              {...inputLimits(limits.CreateSeriesRequest.coachedSeats)}
              required
              value={form.coachedSeats}
              onChange={(e) => change({ coachedSeats: e.target.value })}
            />
          )}
        </Field>
        <Field
          label="Minutes"
          hint="Leave empty for the length of the class plan."
          wrong={wrong.durationMinutes}
        >
          {(ids) => (
            <input
              {...ids}
              className="input"
              type="number"
              {...inputLimits(limits.CreateSeriesRequest.durationMinutes)}
              value={form.minutes}
              onChange={(e) => change({ minutes: e.target.value })}
            />
          )}
        </Field>
      </div>
      <div className="row">
        <Button
          type="submit"
          variant="primary"
          busy={busy}
          disabled={form.days.length === 0}
          data-testid="plan-series"
        >
          Plan the series
        </Button>
      </div>
      {done && (
        <div className="notice good" role="status">
          {done}
        </div>
      )}
    </form>
  );
}
