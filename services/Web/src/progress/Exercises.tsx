import { Link } from 'react-router';
import { progress as endpoints } from '../api/endpoints';
import { Figure } from '../figure/Figure';
import { Button } from '../design/primitives';
import type { Progress, ExerciseProgress } from '../api/types';
import { exerciseNameOf } from '../language/exerciseTexts';
import { useLanguage } from '../language/language';
import { useTexts } from '../language/useTexts';
import { highestLevel } from '../stage/ownStep';
import { levelName } from '../stage/OwnDosage';

const decisions: Record<string, { message: string; badge: string; sign: string }> = {
  start: { message: 'Starting', badge: '', sign: '•' },
  advance: { message: 'Up a level', badge: 'good', sign: '↑' },
  hold: { message: 'Stays', badge: '', sign: '=' },
  'step-back': { message: 'One step back', badge: 'warm', sign: '↓' },
};

export interface PartProps {
  data: Progress;
  busy: string | undefined;
  run: (what: string, work: () => Promise<unknown>, done: string) => Promise<void>;
}

/** Each exercise's level, why it is that, and how to make it easier. */
export function Exercises({ data, busy, run }: PartProps) {
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
