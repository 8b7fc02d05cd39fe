import { Link } from 'react-router';
import { scheduling } from '../api/endpoints';
import { useLoad } from '../api/useLoad';
import { Load, PageHead } from '../design/primitives';
import { plural } from '../design/time';
import { Figure } from '../room/Figure';
import { Questions } from './Questions';
import './library.css';

export function LibraryPage() {
  const exercises = useLoad('exercises', scheduling.exercises);
  const programmes = useLoad('programmes', scheduling.programmes);
  return (
    <>
      <PageHead title="Library">What you practise in class, why, and how it builds up over the weeks.</PageHead>
      <div className="stack-l">
        <section className="stack-s" aria-labelledby="programmes-title">
          <h2 id="programmes-title">Programmes</h2>
          <Load of={programmes} label="Loading programmes" lines={1}>
            {(data) => (
              <ul className="tiles">
                {data.map((programme) => (
                  <li key={programme.slug}>
                    <Link className="card stack-s library-tile" to={`/library/programmes/${programme.slug}`}>
                      <strong>{programme.title}</strong>
                      <span className="badge good">{plural(programme.weeks, 'week')}</span>
                      <span className="muted">{programme.summary}</span>
                    </Link>
                  </li>
                ))}
              </ul>
            )}
          </Load>
        </section>
        <section className="stack-s" aria-labelledby="exercises-title">
          <h2 id="exercises-title">Exercises</h2>
          <Load of={exercises} label="Loading exercises" lines={4}>
            {(data) => (
              <ul className="tiles">
                {data.map((exercise) => (
                  <li key={exercise.slug}>
                    <Link className="card stack-s library-tile" to={`/library/exercises/${exercise.slug}`}>
                      <span className="library-figure"><Figure exercise={exercise.slug} /></span>
                      <strong>{exercise.name}</strong>
                      <span className="row"><span className="badge good">{exercise.kind}</span><span className="badge">{exercise.level}</span></span>
                      <span className="muted">{exercise.summary}</span>
                    </Link>
                  </li>
                ))}
              </ul>
            )}
          </Load>
        </section>
        <Questions />
      </div>
    </>
  );
}
