import { useState } from 'react';
import { Link } from 'react-router';
import { scheduling } from '../api/endpoints';
import { useAction } from '../api/useAction';
import type { ProgrammeSummary, Series } from '../api/types';
import { useLoad } from '../api/useLoad';
import { hasRole, useProfile } from '../auth/auth';
import { Button, Load, PageHead } from '../design/primitives';
import { Confirm } from '../design/Confirm';
import { longDay, plural, zoneName } from '../design/time';
import { useServerNow } from '../clock/useServerNow';
import { classState, isComing } from '../session/classState';
import { ChangeLeaders } from './ChangeLeaders';
import { SeriesForm } from './SeriesForm';
import { SessionForm } from './SessionForm';
import { Upcoming } from './Upcoming';

/** Of classes that keep people chosen for them alone. */
const keptOwn = (kept: number) =>
  kept > 0 ? `; ${kept} ${kept === 1 ? 'keeps' : 'keep'} the people chosen for it alone` : '';

export function PlanPage() {
  const profile = useProfile();
  if (!hasRole(profile, 'instructor')) {
    return (
      <>
        <PageHead title="Plan a class" />
        <div className="notice">
          Only instructors plan classes. Ask an administrator for the role; then this page opens.
        </div>
      </>
    );
  }
  return <Planner />;
}

function Planner() {
  const profile = useProfile();
  const programmes = useLoad('programmes', scheduling.programmes);
  const series = useLoad('series', scheduling.series);
  const sessions = useLoad(`timetable:${profile.timeZone}`, (signal) =>
    scheduling.timetable(profile.timeZone, signal),
  );
  const now = useServerNow(undefined, 30_000);
  const [kind, setKind] = useState<'series' | 'single'>('series');
  const changed = () => {
    series.reload();
    sessions.reload();
  };
  return (
    <>
      <PageHead
        title="Plan a class"
        actions={
          <Link className="button outline" to="/recordings">
            Your recordings
          </Link>
        }
      >
        A series repeats and moves through its programme week by week. A single class happens once.
      </PageHead>
      <div className="columns">
        <section className="card roomy stack" aria-label="New class">
          <div className="row">
            <div className="tabs" role="group" aria-label="What to plan">
              <button
                type="button"
                aria-pressed={kind === 'series'}
                onClick={() => setKind('series')}
              >
                Series
              </button>
              <button
                type="button"
                aria-pressed={kind === 'single'}
                onClick={() => setKind('single')}
              >
                Single class
              </button>
            </div>
          </div>
          <Load of={programmes} label="Loading programmes">
            {(data: ProgrammeSummary[]) =>
              data.length === 0 ? (
                <p className="muted">
                  There is no programme to plan from. Ask an administrator to add one.
                </p>
              ) : kind === 'series' ? (
                <SeriesForm programmes={data} planned={changed} />
              ) : (
                <SessionForm programmes={data} planned={changed} />
              )
            }
          </Load>
        </section>
        <div className="stack-l">
          <section className="stack-s" aria-labelledby="series-title">
            <h2 id="series-title">Your series</h2>
            <Load of={series} label="Loading series" lines={2}>
              {(data) => (
                <SeriesList
                  series={data.filter(
                    (one) =>
                      !one.ended &&
                      (one.instructorId === profile.memberId || hasRole(profile, 'admin')),
                  )}
                  changed={changed}
                />
              )}
            </Load>
          </section>
          <section className="stack-s" aria-labelledby="next-title">
            <h2 id="next-title">Classes you lead next</h2>
            <Load of={sessions} label="Loading classes" lines={2}>
              {(data) => (
                <Upcoming
                  sessions={data.sessions.filter(
                    (one) => one.leads && isComing(classState(one, now)),
                  )}
                />
              )}
            </Load>
          </section>
        </div>
      </div>
    </>
  );
}

function SeriesList({ series, changed }: { series: Series[]; changed: () => void }) {
  const [asking, setAsking] = useState<Series>();
  const [leading, setLeading] = useState<Series>();
  const [said, setSaid] = useState<string>();
  const { busy, problem, run } = useAction();
  const end = async (one: Series) => {
    await run(async () => {
      await scheduling.endSeries(one.seriesId);
      setAsking(undefined);
      changed();
    });
  };
  if (series.length === 0)
    return <p className="muted">No series yet. Plan your first one with this form.</p>;
  return (
    <ul className="stack-s">
      {series.map((one) => (
        <li key={one.seriesId} className="card row spread">
          <div>
            <strong>{one.title}</strong>
            <p className="muted small">
              {one.ruleText}, {zoneName(one.timeZone)} time, from {longDay(one.startDate)}
            </p>
            <p className="small">
              with {one.instructorName}
              {one.coaches.length > 0 &&
                `, coached by ${one.coaches.map((coach) => coach.displayName).join(', ')}`}
            </p>
          </div>
          <span className="row">
            <Button
              compact
              variant="outline"
              data-testid={`lead-series-${one.seriesId}`}
              onClick={() => setLeading(one)}
              aria-label={`Change instructor or coaches of ${one.title}`}
            >
              Change instructor or coaches
            </Button>
            <Button
              compact
              variant="ghost"
              onClick={() => setAsking(one)}
              aria-label={`End the series ${one.title}`}
            >
              End series
            </Button>
          </span>
        </li>
      ))}
      {said && (
        <li className="notice good" role="status">
          {said}
        </li>
      )}
      {leading && (
        <ChangeLeaders
          instructor={{ memberId: leading.instructorId, displayName: leading.instructorName }}
          coaches={leading.coaches}
          about={
            'All coming classes of the series change. Classes that you chose somebody for one ' +
            'by one stay as they are.'
          }
          save={async (leaders) => {
            const { changed: classes, kept } = await scheduling.leadSeries(
              leading.seriesId,
              leaders,
            );
            setSaid(
              'Saved. ' + `${plural(classes, 'class changes', 'classes change')}${keptOwn(kept)}.`,
            );
            setLeading(undefined);
            changed();
          }}
          onClose={() => setLeading(undefined)}
        />
      )}
      {asking && (
        <Confirm
          title={`End “${asking.title}”?`}
          confirm="End the series"
          busy={busy}
          problem={problem}
          onConfirm={() => end(asking)}
          onClose={() => setAsking(undefined)}
        >
          All its future classes are cancelled. Past classes stay as they are.
        </Confirm>
      )}
    </ul>
  );
}
