import { Link, useParams } from 'react-router';
import { scheduling } from '../api/endpoints';
import type { Exercise } from '../api/types';
import { useLoad } from '../api/useLoad';
import { Load, PageHead } from '../design/primitives';
import { Figure } from '../room/Figure';
import './library.css';

export function ExercisePage() {
  const { slug = '' } = useParams();
  const exercise = useLoad(slug, (signal) => scheduling.exercise(slug, signal));
  return (
    <>
      <p className="back"><Link to="/library">Library</Link></p>
      {!exercise.data && <PageHead title="Exercise" />}
      {exercise.problem?.status === 404
        ? <div className="notice"><span className="text">There is no such exercise. The library lists all of them.</span></div>
        : <Load of={exercise} label="Loading the exercise">{(data) => <Reading exercise={data} />}</Load>}
    </>
  );
}

function Reading({ exercise }: { exercise: Exercise }) {
  return (
    <>
      <PageHead title={exercise.name}>{exercise.alsoCalled ? `Also called ${exercise.alsoCalled}. ` : ''}{exercise.purpose}</PageHead>
      <div className="columns">
        <div className="stack-l">
          <div className="exercise-figure"><Figure exercise={exercise.slug} /></div>
          {exercise.howTo.length > 0 && (
            <section className="stack-s prose" aria-labelledby="how"><h2 id="how">How to</h2><ol className="numbered">{exercise.howTo.map((line) => <li key={line}>{line}</li>)}</ol></section>
          )}
          {exercise.faults.length > 0 && (
            <section className="stack-s prose" aria-labelledby="faults">
              <h2 id="faults">What goes wrong, and what helps</h2>
              <dl className="faults">{exercise.faults.map((fault) => <div key={fault.slug}><dt>{fault.name}</dt><dd>{fault.correction}</dd></div>)}</dl>
            </section>
          )}
        </div>
        <div className="stack">
          <section className="card stack-s" aria-label="In short">
            <dl className="facts">
              <div><dt>Kind</dt><dd>{exercise.kind}</dd></div>
              <div><dt>Chain</dt><dd>{exercise.chain}</dd></div>
              <div><dt>Level</dt><dd>{exercise.level}</dd></div>
              <div><dt>Equipment</dt><dd>{exercise.equipment || 'none'}</dd></div>
              {exercise.easier && <div><dt>Easier</dt><dd>{exercise.easier}</dd></div>}
              {exercise.alternative && <div><dt>Without it</dt><dd>{exercise.alternative}</dd></div>}
            </dl>
          </section>
          {exercise.dosage.length > 0 && (
            <section className="card stack-s" aria-labelledby="dosage">
              <h2 id="dosage">Dosage</h2>
              <dl className="facts">{exercise.dosage.map((dose) => <div key={dose.level}><dt>{Number(dose.level) === 0 ? 'Flare day' : `Level ${dose.level}`}</dt><dd>{dose.text}</dd></div>)}</dl>
            </section>
          )}
          {exercise.cues.length > 0 && (
            <section className="card stack-s" aria-labelledby="cues"><h2 id="cues">Cues to remember</h2><ul className="bullets">{exercise.cues.map((cue) => <li key={cue}>{cue}</li>)}</ul></section>
          )}
          {exercise.safety.length > 0 && (
            <section className="notice warm" aria-labelledby="safety"><div><h2 id="safety">Take care</h2><ul className="bullets">{exercise.safety.map((line) => <li key={line}>{line}</li>)}</ul></div></section>
          )}
        </div>
      </div>
    </>
  );
}
