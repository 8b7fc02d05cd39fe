import { useEffect } from 'react';
import { Link, useParams } from 'react-router';
import { scheduling } from '../api/endpoints';
import type { SessionDetail } from '../api/types';
import { useLoad } from '../api/useLoad';
import { hasRole, useProfile } from '../auth/auth';
import { Load, PageHead, PersonName } from '../design/primitives';
import { dayAndTime, duration, minutesBetween, zoneName } from '../design/time';
import { useServerNow } from '../clock/useServerNow';
import { type ClassState, classState, isComing } from '../session/classState';
import { Entrance } from '../session/Entrance';
import { MirrorLine } from '../session/MirrorLine';
import { isNoClass, isRemoved, NoSuchClass, RemovedFromClass } from '../session/NoSuchClass';
import { RunSheetList } from '../session/RunSheetList';
import { SeatControl } from '../session/SeatControl';
import './timetable.css';
import { Manage } from './ManageSession';

export function SessionPage() {
  const { id = '' } = useParams();
  const session = useLoad(id, (signal) => scheduling.session(id, signal));
  const { reload } = session;
  useEffect(() => {
    const timer = setInterval(() => !document.hidden && reload(), 30_000);
    return () => clearInterval(timer);
  }, [reload]);
  if (isRemoved(session.problem))
    return (
      <>
        <PageHead title="Class" />
        <RemovedFromClass sessionId={id} />
      </>
    );
  return (
    <>
      {!session.data && <PageHead title="Class" />}
      {isNoClass(session.problem) && !session.data ? (
        <NoSuchClass />
      ) : (
        <Load of={session} label="Loading the class">
          {(data) => <Session session={data} changed={session.reload} set={session.set} />}
        </Load>
      )}
    </>
  );
}

function Session({
  session,
  changed,
  set,
}: {
  session: SessionDetail;
  changed: () => void;
  set: (session: SessionDetail) => void;
}) {
  const profile = useProfile();
  const now = useServerNow(undefined, 1000);
  const { leads } = session;
  const seconds = session.runSheet.steps.reduce((sum, step) => sum + step.durationSeconds, 0);
  const state = classState(session, now);
  const coming = isComing(state);
  const bookable = coming && !leads;
  return (
    <>
      <PageHead title={session.title}>
        with <PersonName>{session.instructorName}</PersonName>
        {session.coaches.length > 0 &&
          `, coached by ${session.coaches.map((coach) => coach.displayName).join(', ')}`}
      </PageHead>
      <div className="columns">
        <section
          className="card roomy stack"
          aria-label="When and where"
          data-testid="session"
          data-status={session.status}
          data-state={state}
        >
          <dl className="facts">
            <div>
              <dt>Your time</dt>
              <dd>
                <strong>{dayAndTime(session.startsAt, profile.timeZone)}</strong>{' '}
                <span className="muted">{zoneName(profile.timeZone)}</span>
              </dd>
            </div>
            {session.timeZone !== profile.timeZone && (
              <div>
                <dt>Instructor’s local time</dt>
                <dd>
                  {dayAndTime(session.startsAt, session.timeZone)}{' '}
                  <span className="muted">{zoneName(session.timeZone)}</span>
                </dd>
              </div>
            )}
            <div>
              <dt>Length</dt>
              <dd>{minutesBetween(session.startsAt, session.endsAt)} minutes</dd>
            </div>
            <div>
              <dt>Programme</dt>
              <dd>
                <Link to={`/library/programmes/${session.programme}`}>Week {session.week}</Link>
              </dd>
            </div>
          </dl>
          <Entrance session={session} state={state} />
          {bookable && <SeatControl session={session} changed={changed} />}
          {bookable && session.coachedSeats > 0 && (
            <p className="muted small">
              With a feedback spot, your coach sends you private notes during class. Everyone can
              join without one.
            </p>
          )}
          {coming && <MirrorLine session={session} />}
          {coming && session.mayChange && <Manage session={session} state={state} set={set} />}
        </section>
        <section className="card stack-s" aria-labelledby="sheet">
          <h2 id="sheet">
            Class plan <span className="muted small">{duration(seconds)}</span>
          </h2>
          <LeaderLinks
            session={session}
            state={state}
            own={session.instructorId === profile.memberId}
            audits={hasRole(profile, 'admin')}
          />
          <RunSheetList runSheet={session.runSheet} />
        </section>
      </div>
    </>
  );
}

/** What the class's leaders prepare it with, and they and administrators look back on it with. */
function LeaderLinks({
  session,
  state,
  own,
  audits,
}: {
  session: SessionDetail;
  state: ClassState;
  own: boolean;
  audits: boolean;
}) {
  const { leads } = session;
  if (!leads && !audits) return null;
  const to = (page: string) => `/sessions/${session.sessionId}/${page}`;
  const prepares = leads && (state === 'planned' || state === 'doors-open');
  return (
    <div className="row">
      {prepares && (
        <Link className="button compact outline" to={to('run-sheet')}>
          {own ? 'Edit the class plan' : 'See the class plan'}
        </Link>
      )}
      {prepares && (
        <Link className="button compact outline" to={to('rehearse')}>
          Rehearse
        </Link>
      )}
      {leads && state === 'ended' && (
        <Link className="button compact outline" to={to('report')}>
          After-class report
        </Link>
      )}
      {audits && (state === 'live' || state === 'ended') && (
        <Link
          className="button compact outline"
          data-testid="mirror-audit-link"
          to={to('mirror-audit')}
        >
          Who was seen by whom
        </Link>
      )}
    </div>
  );
}
