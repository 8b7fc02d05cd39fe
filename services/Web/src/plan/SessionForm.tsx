import type { FormEvent } from 'react';
import { Link, useNavigate } from 'react-router';
import { scheduling } from '../api/endpoints';
import { serverNow } from '../clock/serverTime';
import type { SessionDetail } from '../api/types';
import { useProfile } from '../auth/auth';
import { Button, ErrorNote } from '../design/primitives';
import { Field, InputField, Switch } from '../design/forms';
import { dayAndTime } from '../design/time';
import { LeaderFields, leaderIds, type Leaders } from './LeaderFields';
import { type MirrorChoice, MirrorFields, mirrorRules } from './MirrorFields';
import { type PlanFormProps, plannedSize, ProgrammeField, SizeFields } from './PlanFields';
import { usePlanForm } from './usePlanForm';
import { limits } from '../contract/limits';
import { inputLimits } from '../lib/inputLimits';

/** Local time for the picker; the server gets the instant. */
function pickerTime(date: Date): string {
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

interface Form extends MirrorChoice {
  title: string;
  programme: string;
  week: number;
  now: boolean;
  startsAt: string;
  minutes: string;
  coachedSeats: string;
  leaders: Leaders;
}

export function SessionForm({ programmes, planned, hasMirror }: PlanFormProps) {
  const profile = useProfile();
  const navigate = useNavigate();
  const { form, change, done, setDone, busy, problem, wrong, run } = usePlanForm<
    Form,
    SessionDetail
  >(() => ({
    title: 'Upper back class',
    programme: programmes[0]!.slug,
    week: 1,
    now: true,
    startsAt: pickerTime(new Date(serverNow() + 60 * 60_000)),
    minutes: '',
    coachedSeats: '20',
    leaders: { instructor: profile, coaches: [] },
    pictures: true,
    minimumAge: '',
  }));
  const weeks = programmes.find((one) => one.slug === form.programme)?.weeks ?? 1;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    await run(async () => {
      const session = await scheduling.planSession({
        title: form.title.trim(),
        programme: form.programme,
        week: Math.min(form.week, weeks),
        startsAt: new Date(form.now ? serverNow() : form.startsAt).toISOString(),
        timeZone: profile.timeZone,
        ...plannedSize(form),
        ...leaderIds(form.leaders),
        mirror: mirrorRules(form),
      });
      if (form.now && session.leads) return navigate(`/sessions/${session.sessionId}/console`);
      setDone(session);
      planned();
    });
  };

  return (
    <form className="stack" onSubmit={submit} data-testid="session-form">
      {problem && <ErrorNote problem={problem} />}
      <InputField
        label="Title"
        wrong={wrong.title}
        required
        {...inputLimits(limits.CreateSessionRequest.title)}
        data-testid="plan-title"
        value={form.title}
        onChange={(title) => change({ title })}
      />
      <div className="form-grid">
        <ProgrammeField
          programmes={programmes}
          value={form.programme}
          onChange={(programme) => change({ programme, week: 1 })}
          wrong={wrong}
        />
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
        <InputField
          label="Starts"
          hint="In the time zone of this device."
          wrong={wrong.startsAt}
          type="datetime-local"
          required
          value={form.startsAt}
          onChange={(startsAt) => change({ startsAt })}
        />
      )}
      <SizeFields
        value={form}
        onChange={change}
        allowed={limits.CreateSessionRequest}
        wrong={wrong}
      />
      {hasMirror && (
        <MirrorFields value={form} onChange={change} wrong={wrong['mirror.minimumAge']} />
      )}
      <LeaderFields
        value={form.leaders}
        onChange={(leaders) => change({ leaders })}
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
