import { Link, useParams } from 'react-router';
import { scheduling } from '../api/endpoints';
import type { ProgrammeWeek } from '../api/types';
import { useLoad } from '../api/useLoad';
import { Load, PageHead } from '../design/primitives';
import { duration } from '../design/time';
import { RunSheetList } from '../timetable/RunSheetList';
import '../timetable/timetable.css';
import './library.css';

export function ProgrammePage() {
  const { slug = '' } = useParams();
  const programme = useLoad(slug, (signal) => scheduling.programme(slug, signal));
  return (
    <>
      <p className="back"><Link to="/library">Library</Link></p>
      {!programme.data && <PageHead title="Programme" />}
      <Load of={programme} label="Loading the programme" lines={5}>
        {(data) => (
          <>
            <PageHead title={data.title}>{data.summary}</PageHead>
            <ol className="weeks">{data.weeks.map((week) => <Week key={week.number} week={week} />)}</ol>
          </>
        )}
      </Load>
    </>
  );
}

function Week({ week }: { week: ProgrammeWeek }) {
  const seconds = week.runSheet.steps.reduce((sum, step) => sum + step.durationSeconds, 0);
  return (
    <li className="card roomy stack-s">
      <h2><span className="week-number">Week {week.number}</span> {week.focus}</h2>
      <ul className="doses">
        {week.items.map((item, index) => (
          <li key={`${item.exercise}:${index}`}><Link to={`/library/exercises/${item.exercise}`}>{item.name}</Link><span className="muted">{item.dosage}</span></li>
        ))}
      </ul>
      <details>
        <summary>Run sheet, {duration(seconds)}</summary>
        <RunSheetList runSheet={week.runSheet} />
      </details>
    </li>
  );
}
