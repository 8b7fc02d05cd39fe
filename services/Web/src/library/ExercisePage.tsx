import { Link, useParams } from 'react-router';
import { scheduling } from '../api/endpoints';
import type { Exercise } from '../api/types';
import { useLoad } from '../api/useLoad';
import { PageHead } from '../design/primitives';
import { useLanguage } from '../language/language';
import { Figure } from '../figure/Figure';
import { levelName } from '../stage/OwnDosage';
import { LibraryEntry } from './LibraryEntry';
import './library.css';

export function ExercisePage() {
  const { slug = '' } = useParams();
  const lang = useLanguage();
  const exercise = useLoad(`${slug}:${lang}`, (signal) => scheduling.exercise(slug, signal, lang));
  return (
    <LibraryEntry of={exercise} kind="exercise">
      {(data) => <Reading exercise={data} />}
    </LibraryEntry>
  );
}

/** The figure breathes as the exercise is breathed at its first level. */
function paceOf(exercise: Exercise) {
  const dose = exercise.dosage.find((one) => one.level === 1);
  return dose?.inSeconds && dose.outSeconds
    ? { rounds: dose.rounds ?? 1, inSeconds: dose.inSeconds, outSeconds: dose.outSeconds }
    : null;
}

function Reading({ exercise }: { exercise: Exercise }) {
  const lang = exercise.lang ?? 'en';
  const ways = [
    ['Easier', exercise.easier],
    ['Harder', exercise.harder],
    ['Without the equipment', exercise.alternative],
  ].filter((way): way is [string, string] => Boolean(way[1]));
  return (
    <article>
      <div lang={lang}>
        <PageHead title={exercise.name}>{exercise.summary}</PageHead>
      </div>
      <div className="columns">
        <div className="stack-l">
          <div className="exercise-figure">
            <Figure exercise={exercise.slug} breath={paceOf(exercise)} />
          </div>
          {exercise.howTo.length > 0 && (
            <section className="stack-s prose" aria-labelledby="how">
              <h2 id="how">How</h2>
              <ol className="numbered" lang={lang}>
                {exercise.howTo.map((line) => (
                  <li key={line}>{line}</li>
                ))}
              </ol>
            </section>
          )}
          <section className="stack-s prose" aria-labelledby="why">
            <h2 id="why">Why</h2>
            <p lang={lang}>{exercise.purpose}</p>
            {exercise.targets && exercise.targets.length > 0 && (
              <p className="muted" lang={lang}>
                {exercise.targets.join(' · ')}
              </p>
            )}
          </section>
          {exercise.breathPattern && (
            <section className="stack-s prose" aria-labelledby="breath">
              <h2 id="breath">Breath</h2>
              <p lang={lang}>{exercise.breathPattern}</p>
            </section>
          )}
          {exercise.faults.length > 0 && (
            <section className="stack-s prose" aria-labelledby="faults">
              <h2 id="faults">Common mistakes, and what helps</h2>
              <dl className="faults" lang={lang}>
                {exercise.faults.map((fault) => (
                  <div key={fault.slug}>
                    <dt>{fault.name}</dt>
                    <dd>{fault.correction}</dd>
                  </div>
                ))}
              </dl>
            </section>
          )}
          {ways.length > 0 && (
            <section className="stack-s prose" aria-labelledby="ways">
              <h2 id="ways">Easier and harder</h2>
              <dl className="faults">
                {ways.map(([name, text]) => (
                  <div key={name}>
                    <dt>{name}</dt>
                    <dd lang={lang}>{text}</dd>
                  </div>
                ))}
              </dl>
            </section>
          )}
        </div>
        <div className="stack">
          <section className="card stack-s" aria-labelledby="levels">
            <h2 id="levels">Level by level</h2>
            <Levels exercise={exercise} lang={lang} />
            <p className="muted small">
              In class everyone sees their own level. <Link to="/progress">See yours</Link>.
            </p>
          </section>
          <section className="card stack-s" aria-label="In short">
            <dl className="facts">
              {exercise.alsoCalled && (
                <div>
                  <dt>Also called</dt>
                  <dd lang={lang}>{exercise.alsoCalled}</dd>
                </div>
              )}
              <div>
                <dt>Type</dt>
                <dd>{exercise.kind}</dd>
              </div>
              <div>
                <dt>Chain</dt>
                <dd>{exercise.chain}</dd>
              </div>
              <div>
                <dt>For</dt>
                <dd>{exercise.level}</dd>
              </div>
              <div>
                <dt>Equipment</dt>
                <dd>{exercise.equipment || 'none'}</dd>
              </div>
            </dl>
          </section>
          {exercise.cues.length > 0 && (
            <section className="card stack-s" aria-labelledby="cues">
              <h2 id="cues">Cues to remember</h2>
              <ul className="bullets" lang={lang}>
                {exercise.cues.map((cue) => (
                  <li key={cue}>{cue}</li>
                ))}
              </ul>
            </section>
          )}
          {exercise.safety.length > 0 && (
            <section className="notice warm" aria-labelledby="safety">
              <div>
                <h2 id="safety">Take care</h2>
                <ul className="bullets" lang={lang}>
                  {exercise.safety.map((line) => (
                    <li key={line}>{line}</li>
                  ))}
                </ul>
              </div>
            </section>
          )}
        </div>
      </div>
    </article>
  );
}

function Levels({ exercise, lang }: { exercise: Exercise; lang: string }) {
  const levels = [
    ...new Set([
      ...exercise.dosage.map((dose) => Number(dose.level)),
      ...(exercise.variations ?? []).map((one) => one.level),
    ]),
  ].sort();
  return (
    <ol className="exercise-levels">
      {levels.map((level) => {
        const dose = exercise.dosage.find((one) => Number(one.level) === level);
        const variation = exercise.variations?.find((one) => one.level === level);
        return (
          <li key={level}>
            <span className={`badge ${level === 0 ? 'warm' : 'good'}`}>{levelName(level)}</span>
            <span lang={lang}>
              <strong>{dose?.text}</strong>
              {variation && (
                <span className="muted small">
                  {level === 0 ? '' : `${variation.name}: `}
                  {variation.text}
                </span>
              )}
            </span>
          </li>
        );
      })}
    </ol>
  );
}
