import { useState } from 'react';
import { Link } from 'react-router';
import { scheduling } from '../api/endpoints';
import { readSettings } from '../api/settings';
import type { ProgrammeSummary } from '../api/types';
import { useLoad } from '../api/useLoad';
import { hasRole, useProfile } from '../auth/auth';
import { Load, PageHead } from '../design/primitives';
import { useServerNow } from '../clock/useServerNow';
import { classState, isComing } from '../session/classState';
import { SeriesForm } from './SeriesForm';
import { SeriesList } from './SeriesList';
import { SessionForm } from './SessionForm';
import { Upcoming } from './Upcoming';

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
  const hasMirror = useLoad('settings', readSettings).data?.mirror ?? false;
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
                <SeriesForm programmes={data} hasMirror={hasMirror} planned={changed} />
              ) : (
                <SessionForm programmes={data} hasMirror={hasMirror} planned={changed} />
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
                  hasMirror={hasMirror}
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
