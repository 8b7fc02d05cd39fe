import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { scheduling } from '../api/endpoints';
import { useLoad } from '../api/useLoad';
import { Load, PageHead } from '../design/primitives';
import { plural } from '../design/time';
import { useLanguage } from '../language/language';
import { LanguageSwitch } from '../language/LanguageSwitch';
import { Figure } from '../figure/Figure';
import { Questions } from './Questions';
import './library.css';

export function LibraryPage() {
  const lang = useLanguage();
  const exercises = useLoad(`exercises:${lang}`, (signal) => scheduling.exercises(signal, lang));
  const programmes = useLoad(`programmes:${lang}`, (signal) => scheduling.programmes(signal, lang));
  return (
    <>
      <PageHead title="Library" actions={<LanguageSwitch />}>
        What you practise in class, why, and how it builds up over the weeks.
      </PageHead>
      <div className="stack-l">
        <section className="stack-s" aria-labelledby="programmes-title">
          <h2 id="programmes-title">Programmes</h2>
          <Load of={programmes} label="Loading programmes" lines={1}>
            {(data) => (
              <ul className="tiles">
                {data.map((programme) => (
                  <Tile
                    key={programme.slug}
                    to={`/library/programmes/${programme.slug}`}
                    name={programme.title}
                    summary={programme.summary}
                    lang={programme.lang ?? 'en'}
                  >
                    {programme.kind === 'break' ? (
                      <span className="badge warm">break</span>
                    ) : (
                      <span className="badge good">{plural(programme.weeks, 'week')}</span>
                    )}
                    {programme.minutes !== undefined && (
                      <span className="badge">{programme.minutes} min</span>
                    )}
                  </Tile>
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
                  <Tile
                    key={exercise.slug}
                    to={`/library/exercises/${exercise.slug}`}
                    figure={exercise.slug}
                    name={exercise.name}
                    summary={exercise.summary}
                    lang={lang}
                  >
                    <span className="badge good">{exercise.kind}</span>
                    <span className="badge">{exercise.level}</span>
                  </Tile>
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

interface TileProps {
  to: string;
  figure?: string;
  name: string;
  summary: string;
  /** Of the name and the summary. */
  lang: string;
  /** Its badges. */
  children: ReactNode;
}

function Tile({ to, figure, name, summary, lang, children }: TileProps) {
  return (
    <li>
      <Link className="card stack-s library-tile" to={to}>
        {figure && (
          <span className="figure-tile">
            <Figure exercise={figure} />
          </span>
        )}
        <strong lang={lang}>{name}</strong>
        <span className="row">{children}</span>
        <span className="muted" lang={lang}>
          {summary}
        </span>
      </Link>
    </li>
  );
}
