import type { FormEvent } from 'react';
import { scheduling } from '../api/endpoints';
import { ZoneField } from '../account/ZoneField';
import { useProfile } from '../auth/auth';
import { Button, ErrorNote } from '../design/primitives';
import { Field, InputField } from '../design/forms';
import { addDays, todayIn } from '../design/time';
import { LeaderFields, leaderIds, type Leaders } from './LeaderFields';
import { type MirrorChoice, MirrorFields, mirrorRules } from './MirrorFields';
import { type PlanFormProps, plannedSize, ProgrammeField, SizeFields } from './PlanFields';
import { ruleOf, type Weekday } from './seriesRule';
import { usePlanForm } from './usePlanForm';
import { WeekdayPicker } from './WeekdayPicker';
import { limits } from '../contract/limits';
import { inputLimits } from '../lib/inputLimits';

interface Form extends MirrorChoice {
  title: string;
  programme: string;
  startDate: string;
  localTime: string;
  timeZone: string;
  days: Weekday[];
  everyWeeks: number;
  until: string;
  minutes: string;
  coachedSeats: string;
  leaders: Leaders;
}

export function SeriesForm({ programmes, planned, hasMirror }: PlanFormProps) {
  const profile = useProfile();
  const { form, change, done, setDone, busy, problem, wrong, run } = usePlanForm<Form, string>(
    () => ({
      title: 'Morning upper back',
      programme: programmes[0]!.slug,
      startDate: addDays(todayIn(profile.timeZone), 1),
      localTime: '06:30',
      timeZone: profile.timeZone,
      days: ['MO', 'TU', 'WE', 'TH', 'FR'],
      everyWeeks: 1,
      until: '',
      minutes: '',
      coachedSeats: '20',
      leaders: { instructor: profile, coaches: [] },
      pictures: true,
      minimumAge: '',
    }),
  );

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
        ...plannedSize(form),
        ...leaderIds(form.leaders),
        mirror: mirrorRules(form),
      });
      setDone(`“${series.title}” is planned: ${series.ruleText}.`);
      planned();
    });
  };

  return (
    <form className="stack" onSubmit={submit} data-testid="series-form">
      {problem && <ErrorNote problem={problem} />}
      <InputField
        label="Title"
        wrong={wrong.title}
        required
        {...inputLimits(limits.CreateSeriesRequest.title)}
        value={form.title}
        onChange={(title) => change({ title })}
      />
      <ProgrammeField
        programmes={programmes}
        hint={
          'The class moves on to the programme’s next week every week, and stays at the last ' +
          'one.'
        }
        value={form.programme}
        onChange={(programme) => change({ programme })}
        wrong={wrong}
      />
      <div className="form-grid">
        <InputField
          label="First day"
          wrong={wrong.startDate}
          type="date"
          required
          value={form.startDate}
          onChange={(startDate) => change({ startDate })}
        />
        <InputField
          label="Starts at"
          wrong={wrong.localTime}
          type="time"
          required
          value={form.localTime}
          onChange={(localTime) => change({ localTime })}
        />
        <ZoneField
          label="Time zone of the class"
          wrong={wrong.timeZone}
          value={form.timeZone}
          onChange={(timeZone) => change({ timeZone })}
        />
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
        <InputField
          label="Last day (optional)"
          hint="Leave empty to go on until you end it."
          type="date"
          min={form.startDate}
          value={form.until}
          onChange={(until) => change({ until })}
        />
      </div>
      <LeaderFields
        value={form.leaders}
        onChange={(leaders) => change({ leaders })}
        wrong={wrong}
      />
      <SizeFields
        value={form}
        onChange={change}
        allowed={limits.CreateSeriesRequest}
        wrong={wrong}
      />
      {hasMirror && (
        <MirrorFields value={form} onChange={change} wrong={wrong['mirror.minimumAge']} />
      )}
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
