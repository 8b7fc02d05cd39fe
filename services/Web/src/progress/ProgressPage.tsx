import { useState } from 'react';
import { Link } from 'react-router';
import { progress as endpoints } from '../api/endpoints';
import { type ApiProblem, asProblem } from '../api/http';
import type { ExerciseProgress, Progress } from '../api/types';
import { useLoad } from '../api/useLoad';
import { Icon } from '../design/icons';
import { Button, ErrorNote, Load, PageHead, Switch } from '../design/primitives';
import { exerciseNameOf } from '../language/exerciseTexts';
import { useLanguage } from '../language/language';
import { useTexts } from '../language/useTexts';
import { Figure } from '../figure/Figure';
import { levelName } from '../stage/OwnDosage';
import { highestLevel } from '../stage/ownStep';
import './progress.css';

const decisions: Record<string, { message: string; badge: string; sign: string }> = {
  start: { message: 'Starting', badge: '', sign: '•' },
  advance: { message: 'Up a level', badge: 'good', sign: '↑' },
  hold: { message: 'Stays', badge: '', sign: '=' },
  'step-back': { message: 'One step back', badge: 'warm', sign: '↓' },
};

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

interface PartProps {
  data: Progress;
  busy: string | undefined;
  run: (what: string, work: () => Promise<unknown>, done: string) => Promise<void>;
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

function Exercises({ data, busy, run }: PartProps) {
  const lang = useLanguage();
  const texts = useTexts(
    data.exercises.map((one) => one.exercise),
    lang,
  );
  return (
    <section className="stack-s" aria-labelledby="exercises-title">
      <h2 id="exercises-title">Exercises</h2>
      <ul className="progress-list">
        {data.exercises.map((one) => {
          const name = exerciseNameOf(one.exercise, one.name, texts, lang);
          return (
            <Exercise
              key={one.exercise}
              one={one}
              name={name}
              busy={busy === one.exercise}
              easier={() =>
                run(one.exercise, () => endpoints.easier(one.exercise), `${one.name} is easier now`)
              }
            />
          );
        })}
      </ul>
    </section>
  );
}

function Exercise({
  one,
  name,
  busy,
  easier,
}: {
  one: ExerciseProgress;
  name: { text: string; lang: string };
  busy: boolean;
  easier: () => void;
}) {
  const decision = decisions[one.decision] ?? decisions.hold!;
  return (
    <li
      className="card progress-exercise"
      data-testid={`progress-${one.exercise}`}
      data-level={one.level}
      data-decision={one.decision}
    >
      <div className="figure-tile">
        <Figure exercise={one.exercise} />
      </div>
      <div className="stack-s">
        <h3 lang={name.lang}>
          <Link to={`/library/exercises/${one.exercise}`}>{name.text}</Link>
        </h3>
        <div className="row">
          <span className="badge good">{levelName(one.level)}</span>
          <span className={`badge ${decision.badge}`}>
            <span aria-hidden="true">{decision.sign}</span> {decision.message}
          </span>
          {one.today.level !== one.level && (
            <span className="badge warm">today: {levelName(one.today.level)}</span>
          )}
        </div>
        <p className="level-steps" role="img" aria-label={`Level ${one.level} of ${highestLevel}`}>
          {Array.from({ length: highestLevel }, (_, index) => (
            <span key={index} className={index < one.level ? 'full' : ''} />
          ))}
        </p>
        <p>
          <strong>{one.today.leaveOut ? 'Skip this one today' : one.today.text}</strong>
        </p>
        {one.because.length > 0 && (
          <ul className="bullets muted small">
            {one.because.map((reason) => (
              <li key={reason}>{reason}</li>
            ))}
          </ul>
        )}
        {one.level > 0 && (
          <div className="row">
            <Button
              compact
              variant="outline"
              busy={busy}
              data-testid={`easier-${one.exercise}`}
              aria-label={`Easier: ${one.name}`}
              onClick={easier}
            >
              Easier
            </Button>
          </div>
        )}
      </div>
    </li>
  );
}
