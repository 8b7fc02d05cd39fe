import { type FormEvent, useState } from 'react';
import { scheduling } from '../api/endpoints';
import { type ApiProblem, asProblem } from '../api/http';
import type { ProgrammeSummary } from '../api/types';
import { ZonePicker } from '../account/ZonePicker';
import { useProfile } from '../account/session';
import { Button, ErrorNote, Field } from '../design/primitives';
import { addDays, todayIn } from '../design/time';

const presets = [
  { name: 'Every weekday, Monday to Friday', rule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR' },
  { name: 'Every day', rule: 'FREQ=DAILY' },
  { name: 'Monday, Wednesday, Friday', rule: 'FREQ=WEEKLY;BYDAY=MO,WE,FR' },
  { name: 'My own rule', rule: '' },
];

export function SeriesForm({ programmes, planned }: { programmes: ProgrammeSummary[]; planned: () => void }) {
  const profile = useProfile();
  const [form, setForm] = useState({
    title: 'Morning upper back',
    programme: programmes[0]!.slug,
    startDate: addDays(todayIn(profile.timeZone), 1),
    localTime: '06:30',
    timeZone: profile.timeZone,
    preset: 0,
    rule: presets[0]!.rule,
    minutes: '',
    coachedSeats: '20',
  });
  const [busy, setBusy] = useState(false);
  const [done, setDone] = useState<string>();
  const [problem, setProblem] = useState<ApiProblem>();
  const change = (part: Partial<typeof form>) => {
    setDone(undefined);
    setForm((old) => ({ ...old, ...part }));
  };
  const wrong = problem?.errors ?? {};

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    setProblem(undefined);
    try {
      const series = await scheduling.planSeries({
        title: form.title.trim(),
        programme: form.programme,
        startDate: form.startDate,
        localTime: form.localTime,
        timeZone: form.timeZone,
        rule: form.rule.trim(),
        durationMinutes: form.minutes === '' ? undefined : Number(form.minutes),
        coachedSeats: Number(form.coachedSeats),
      });
      setDone(`“${series.title}” is planned: ${series.ruleText}.`);
      planned();
    } catch (error) {
      setProblem(asProblem(error));
    }
    setBusy(false);
  };

  return (
    <form className="stack" onSubmit={submit} data-testid="series-form">
      {problem && <ErrorNote problem={problem} />}
      <Field label="Title" wrong={wrong.title}>{(ids) => <input {...ids} className="input" required maxLength={120} value={form.title} onChange={(e) => change({ title: e.target.value })} />}</Field>
      <Field label="Programme" hint="The class moves to the programme’s next week as weeks pass, and stays at the last." wrong={wrong.programme}>
        {(ids) => <select {...ids} className="input" value={form.programme} onChange={(e) => change({ programme: e.target.value })}>{programmes.map((one) => <option key={one.slug} value={one.slug}>{one.title}</option>)}</select>}
      </Field>
      <div className="form-grid">
        <Field label="First day" wrong={wrong.startDate}>{(ids) => <input {...ids} className="input" type="date" required value={form.startDate} onChange={(e) => change({ startDate: e.target.value })} />}</Field>
        <Field label="Local time" wrong={wrong.localTime}>{(ids) => <input {...ids} className="input" type="time" required value={form.localTime} onChange={(e) => change({ localTime: e.target.value })} />}</Field>
        <Field label="Time zone of the class" wrong={wrong.timeZone}>{(ids) => <ZonePicker {...ids} value={form.timeZone} onChange={(timeZone) => change({ timeZone })} />}</Field>
      </div>
      <Field label="Repeats" wrong={form.preset < 3 ? wrong.rule : undefined}>
        {(ids) => (
          <select {...ids} className="input" value={form.preset} onChange={(e) => { const preset = Number(e.target.value); change({ preset, rule: presets[preset]!.rule || form.rule }); }}>
            {presets.map((one, index) => <option key={one.name} value={index}>{one.name}</option>)}
          </select>
        )}
      </Field>
      {form.preset === 3 && (
        <Field label="Rule" hint={<>A recurrence rule, for instance <code>FREQ=WEEKLY;INTERVAL=2;BYDAY=SA</code>.</>} wrong={wrong.rule}>
          {(ids) => <input {...ids} className="input" required spellCheck={false} value={form.rule} onChange={(e) => change({ rule: e.target.value })} />}
        </Field>
      )}
      <div className="form-grid">
        <Field label="Coached seats" hint="Viewers are never capped." wrong={wrong.coachedSeats}>{(ids) => <input {...ids} className="input" type="number" min={0} max={10000} required value={form.coachedSeats} onChange={(e) => change({ coachedSeats: e.target.value })} />}</Field>
        <Field label="Minutes" hint="Leave empty for the run sheet’s length." wrong={wrong.durationMinutes}>{(ids) => <input {...ids} className="input" type="number" min={1} max={240} value={form.minutes} onChange={(e) => change({ minutes: e.target.value })} />}</Field>
      </div>
      <div className="row"><Button type="submit" look="primary" busy={busy}>Plan the series</Button></div>
      {done && <div className="notice good" role="status">{done}</div>}
    </form>
  );
}
