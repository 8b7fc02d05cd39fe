import { useState } from 'react';
import { Link } from 'react-router';
import { progress as endpoints } from '../api/endpoints';
import { type ApiProblem, asProblem } from '../api/http';
import { useLoad } from '../api/useLoad';
import { Icon } from '../design/icons';
import { ErrorNote, Load, PageHead } from '../design/primitives';
import { Switch } from '../design/forms';
import { Exercises, type PartProps } from './Exercises';
import './progress.css';

export function ProgressPage() {
  const loaded = useLoad('progress', endpoints.read);
  const [busy, setBusy] = useState<string>();
  const [problem, setProblem] = useState<ApiProblem>();
  const [said, setSaid] = useState('');
  const run = async (what: string, work: () => Promise<unknown>, done: string) => {
    setBusy(what);
    setProblem(undefined);
    setSaid('');
    try {
      await work();
      setSaid(done);
      loaded.reload();
    } catch (error) {
      setProblem(asProblem(error));
    }
    setBusy(undefined);
  };
  return (
    <>
      <PageHead title="My progress">
        Your level in each exercise. It goes up as you practise and down after a painful day.
      </PageHead>
      <div data-testid="progress" className="stack-l">
        {problem && <ErrorNote problem={problem} />}
        <p role="status" className="visually-hidden">
          {said}
        </p>
        <Load of={loaded} label="Loading your progress" lines={4}>
          {(data) => (
            <>
              <Today data={data} busy={busy} run={run} />
              {data.exercises.length === 0 ? (
                <p className="empty card">
                  Nothing here yet. <Link to="/welcome">Choose a programme</Link> or join a class,
                  and your levels start there.
                </p>
              ) : (
                <Exercises data={data} busy={busy} run={run} />
              )}
            </>
          )}
        </Load>
      </div>
    </>
  );
}

function Today({ data, busy, run }: PartProps) {
  const { programme } = data;
  return (
    <div className="columns">
      <section className="card roomy stack-s" aria-labelledby="programme-title">
        <h2 id="programme-title">Your programme</h2>
        {programme ? (
          <>
            <p>
              <Link to={`/library/programmes/${programme.slug}`}>
                <strong>{programme.title}</strong>
              </Link>
              , week {programme.week} of {programme.weeks}
            </p>
            <progress
              className="programme-progress"
              max={programme.weeks}
              value={programme.week}
              aria-label={`Week ${programme.week} of ${programme.weeks}`}
            />
            <div className="row">
              <Link className="button primary" to={`/practice/${programme.slug}/${programme.week}`}>
                <Icon name="play" /> Practise now
              </Link>
              <Link className="button outline" to="/welcome">
                Choose another
              </Link>
            </div>
          </>
        ) : (
          <>
            <p>You have no programme yet.</p>
            <div className="row">
              <Link className="button primary" to="/welcome">
                Find one for you
              </Link>
            </div>
          </>
        )}
      </section>
      <section className="card roomy stack-s" aria-labelledby="today-title">
        <h2 id="today-title">Today</h2>
        <Switch
          checked={data.flareToday}
          disabled={busy === 'flare'}
          testId="flare-today"
          onChange={(on) =>
            run(
              'flare',
              () => endpoints.setFlare(on),
              on ? 'Everything is gentle today' : 'Back to your levels',
            )
          }
        >
          My back hurts today
        </Switch>
        {data.flareToday && (
          <p className="notice warm">
            <span className="text">
              Everything is at its gentlest today. Two minutes are enough:{' '}
              <Link to="/practice/flare-day/1">practise gently</Link>.
            </span>
          </p>
        )}
        <div className="field">
          <label htmlFor="threshold">Pain level I’m okay exercising with</label>
          <select
            id="threshold"
            className="input"
            value={data.painThreshold}
            disabled={busy === 'threshold'}
            data-testid="pain-threshold"
            onChange={(event) =>
              run('threshold', () => endpoints.setThreshold(Number(event.target.value)), 'Saved')
            }
          >
            {Array.from({ length: 11 }, (_, score) => (
              <option key={score} value={score}>
                {score} of 10
              </option>
            ))}
          </select>
          <span className="hint">On days above this you stay at your level.</span>
        </div>
      </section>
    </div>
  );
}
