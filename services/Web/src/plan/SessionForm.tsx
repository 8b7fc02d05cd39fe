import { type FormEvent, useState } from 'react';
import { Link, useNavigate } from 'react-router';
import { scheduling } from '../api/endpoints';
import { useAction } from '../api/useAction';
import { serverNow } from '../clock/serverTime';
import type { ProgrammeSummary, SessionDetail } from '../api/types';
import { useProfile } from '../auth/auth';
import { Button, ErrorNote } from '../design/primitives';
import { Switch } from '../design/forms';
import { Field } from '../design/forms';
import { dayAndTime } from '../design/time';
import { LeaderFields, leaderIds, type Leaders } from './LeaderFields';
import { limits } from '../contract/limits';
import { inputLimits } from '../lib/inputLimits';

/** Local time for the picker; the server gets the instant. */
function pickerTime(date: Date): string {
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

export function SessionForm({
  programmes,
  planned,
}: {
  programmes: ProgrammeSummary[];
  planned: () => void;
}) {
  const profile = useProfile();
  const navigate = useNavigate();
  const [form, setForm] = useState({
    title: 'Upper back class',
    programme: programmes[0]!.slug,
    week: 1,
    now: true,
    startsAt: pickerTime(new Date(serverNow() + 60 * 60_000)),
    minutes: '',
    coachedSeats: '20',
  });
  const [leaders, setLeaders] = useState<Leaders>({ instructor: profile, coaches: [] });
  const { busy, problem, run } = useAction();
  const [done, setDone] = useState<SessionDetail>();
  const change = (part: Partial<typeof form>) => {
    setDone(undefined);
    setForm((old) => ({ ...old, ...part }));
  };
  const wrong = problem?.errors ?? {};
  const weeks = programmes.find((one) => one.slug === form.programme)?.weeks ?? 1;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    await run(async () => {
      const session = await scheduling.planSession({
        title: form.title.trim(),
        programme: form.programme,
        week: Math.min(form.week, weeks),
        startsAt: new Date(form.now ? serverNow() : form.startsAt).toISOString(),
        durationMinutes: form.minutes === '' ? undefined : Number(form.minutes),
        timeZone: profile.timeZone,
        coachedSeats: Number(form.coachedSeats),
        ...leaderIds(leaders),
      });
      if (form.now && session.leads) return navigate(`/sessions/${session.sessionId}/console`);
      setDone(session);
      planned();
    });
  };

  return (
    <form className="stack" onSubmit={submit} data-testid="session-form">
      {problem && <ErrorNote problem={problem} />}
      <Field label="Title" wrong={wrong.title}>
        {(ids) => (
          <input
            {...ids}
            className="input"
            required
            {...inputLimits(limits.CreateSessionRequest.title)}
            data-testid="plan-title"
            value={form.title}
            onChange={(e) => change({ title: e.target.value })}
          />
        )}
      </Field>
      <div className="form-grid">
        <Field label="Programme" wrong={wrong.programme}>
          {(ids) => (
            <select
              {...ids}
              className="input"
              value={form.programme}
              onChange={(e) => change({ programme: e.target.value, week: 1 })}
            >
              {programmes.map((one) => (
                <option key={one.slug} value={one.slug}>
                  {one.title}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field label="Week" wrong={wrong.week}>
          {(ids) => (
            <select
              {...ids}
              className="input"
              value={form.week}
              onChange={(e) => change({ week: Number(e.target.value) })}
            >
              {Array.from({ length: weeks }, (_, index) => (
                <option key={index} value={index + 1}>
                  Week {index + 1}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
      <Switch checked={form.now} onChange={(now) => change({ now })} testId="plan-now">
        Start now
      </Switch>
      {!form.now && (
        <Field label="Starts" hint="In the time zone of this device." wrong={wrong.startsAt}>
          {(ids) => (
            <input
              {...ids}
              className="input"
              type="datetime-local"
              required
              value={form.startsAt}
              onChange={(e) => change({ startsAt: e.target.value })}
            />
          )}
        </Field>
      )}
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
              {...inputLimits(limits.CreateSessionRequest.coachedSeats)}
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
              {...inputLimits(limits.CreateSessionRequest.durationMinutes)}
              value={form.minutes}
              onChange={(e) => change({ minutes: e.target.value })}
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
      <div className="row">
        <Button type="submit" variant="primary" busy={busy} data-testid="plan-session">
          {form.now ? 'Create class and open it' : 'Plan the class'}
        </Button>
      </div>
      {done && (
        <div className="notice good" role="status">
          <span className="text">
            “{done.title}” is planned for {dayAndTime(done.startsAt, profile.timeZone)}.
          </span>
          <Link
            className="button primary compact"
            data-testid="plan-run-sheet"
            to={`/sessions/${done.sessionId}/run-sheet`}
          >
            Open the class plan
          </Link>
          <Link className="button outline compact" to={`/sessions/${done.sessionId}`}>
            See the class
          </Link>
        </div>
      )}
    </form>
  );
}
