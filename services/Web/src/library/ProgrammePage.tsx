import { Link, useParams } from 'react-router';
import { progress, scheduling } from '../api/endpoints';
import type { Programme, ProgrammeWeek } from '../api/types';
import { useLoad } from '../api/useLoad';
import { Icon } from '../design/icons';
import { PageHead } from '../design/primitives';
import { duration } from '../design/time';
import { useLanguage } from '../language/language';
import { Figure } from '../figure/Figure';
import { RunSheetList } from '../session/RunSheetList';
import { LibraryEntry } from './LibraryEntry';
import './library.css';

export function ProgrammePage() {
  const { slug = '' } = useParams();
  const lang = useLanguage();
  const programme = useLoad(`${slug}:${lang}`, (signal) =>
    scheduling.programme(slug, signal, lang),
  );
  const own = useLoad('progress', progress.read);
  const mine = own.data?.programme?.slug === slug ? own.data.programme : null;
  return (
    <LibraryEntry of={programme} kind="programme" lines={5}>
      {(data) => <Reading programme={data} current={mine?.week} />}
    </LibraryEntry>
  );
}

function Reading({ programme, current }: { programme: Programme; current: number | undefined }) {
  const lang = programme.lang ?? 'en';
  const exercises = [
    ...new Set(programme.weeks.flatMap((week) => week.items.map((item) => item.exercise))),
  ];
  const today = programme.weeks.find((week) => week.number === current) ?? programme.weeks[0];
  return (
    <>
      <div lang={lang}>
        <PageHead title={programme.title}>{programme.summary}</PageHead>
      </div>
      <div className="stack-l">
        <ul className="programme-figures" aria-label="Exercises">
          {exercises.map((exercise) => (
            <li key={exercise} className="figure-tile">
              <Link to={`/library/exercises/${exercise}`}>
                <Figure exercise={exercise} />
              </Link>
            </li>
          ))}
        </ul>
        {today && (
          <div className="row">
            <Link
              className="button primary"
              data-testid="practise"
              to={`/practice/${programme.slug}/${today.number}`}
            >
              <Icon name="play" />{' '}
              {programme.kind === 'break'
                ? 'Practise now'
                : current
                  ? `Practise your week (${today.number})`
                  : 'Practise the first week'}
            </Link>
            {programme.kind === 'break' && (
              <span className="muted">A short break at your desk, or for a bad day.</span>
            )}
          </div>
        )}
        <ol className="weeks">
          {programme.weeks.map((week) => (
            <Week
              key={week.number}
              week={week}
              slug={programme.slug}
              lang={lang}
              current={week.number === current}
              only={programme.weeks.length === 1}
            />
          ))}
        </ol>
      </div>
    </>
  );
}

function Week({
  week,
  slug,
  lang,
  current,
  only,
}: {
  week: ProgrammeWeek;
  slug: string;
  lang: string;
  current: boolean;
  only: boolean;
}) {
  const seconds = week.runSheet.steps.reduce((sum, step) => sum + step.durationSeconds, 0);
  return (
    <li className="card roomy stack-s" aria-current={current || undefined}>
      <h2>
        {!only && <span className="week-number">Week {week.number}</span>}{' '}
        <span lang={lang}>{week.focus}</span>{' '}
        {current && <span className="badge good">Your week</span>}
      </h2>
      <ul className="doses">
        {week.items.map((item, index) => (
          <li key={`${item.exercise}:${index}`} lang={lang}>
            <Link to={`/library/exercises/${item.exercise}`}>{item.name}</Link>
            <span className="muted">{item.dosage}</span>
          </li>
        ))}
      </ul>
      <div className="row">
        <Link
          className="button outline compact"
          to={`/practice/${slug}/${week.number}`}
          aria-label={only ? 'Practise it' : `Practise week ${week.number}`}
        >
          <Icon name="play" /> Practise this day
        </Link>
        <span className="muted small">{duration(seconds)}, at your own level</span>
      </div>
      <details>
        <summary>Class plan</summary>
        <div lang={lang}>
          <RunSheetList runSheet={week.runSheet} />
        </div>
      </details>
    </li>
  );
}
