import { useEffect, useState } from 'react';
import { Link, useParams } from 'react-router';
import { scheduling } from '../api/endpoints';
import { type ApiProblem, asProblem } from '../api/http';
import type { SessionDetail } from '../api/types';
import { useLoad } from '../api/useLoad';
import { has, useProfile } from '../account/session';
import { Icon } from '../design/icons';
import { Button, Confirm, Load, PageHead, PersonName } from '../design/primitives';
import { WatchAgain } from '../replay/WatchAgain';
import { clockTime, countdown, dayAndTime, duration, minutesBetween, zoneName } from '../design/time';
import { doors, opensBeforeMs } from './doors';
import { RunSheetList } from './RunSheetList';
import { SeatControl } from './SeatControl';
import './timetable.css';

export function SessionPage() {
  const { id = '' } = useParams();
  const session = useLoad(id, (signal) => scheduling.session(id, signal));
  const { reload } = session;
  useEffect(() => {
    const timer = setInterval(() => !document.hidden && reload(), 30_000);
    return () => clearInterval(timer);
  }, [reload]);
  return (
    <>
      {!session.data && <PageHead title="Class" />}
      {session.problem?.status === 404 && !session.data
        ? <div className="notice"><span className="text">There is no such class. The link may be old or mistyped; pick a class from the <Link to="/">timetable</Link>.</span></div>
        : (
          <Load of={session} label="Loading the class">
            {(data) => <Session session={data} changed={session.reload} set={session.set} />}
          </Load>
        )}
    </>
  );
}

function Session({ session, changed, set }: { session: SessionDetail; changed: () => void; set: (session: SessionDetail) => void }) {
  const profile = useProfile();
  const { leads } = session;
  const seconds = session.runSheet.steps.reduce((sum, step) => sum + step.durationSeconds, 0);
  const over = session.status === 'ended' || session.status === 'cancelled';
  return (
    <>
      <PageHead title={session.title}>with <PersonName>{session.instructorName}</PersonName></PageHead>
      <div className="columns">
        <section className="card roomy stack" aria-label="When and where" data-testid="session" data-status={session.status}>
          <dl className="facts">
            <div><dt>Your time</dt><dd><strong>{dayAndTime(session.startsAt, profile.timeZone)}</strong> <span className="muted">{zoneName(profile.timeZone)}</span></dd></div>
            <div><dt>Class time</dt><dd>{dayAndTime(session.startsAt, session.timeZone)} <span className="muted">{zoneName(session.timeZone)}</span></dd></div>
            <div><dt>Length</dt><dd>{minutesBetween(session.startsAt, session.endsAt)} minutes</dd></div>
            <div><dt>Programme</dt><dd><Link to={`/library/programmes/${session.programme}`}>Week {session.week}</Link></dd></div>
          </dl>
          <Entrance session={session} leads={leads} />
          {session.status === 'ended' && <WatchAgain sessionId={session.sessionId} />}
          {!over && !leads && <SeatControl session={session} changed={changed} />}
          {!over && !leads && <p className="muted small">A coached seat gets you form notes of your own. Anyone may join and follow without one.</p>}
          {!over && (session.instructorId === profile.memberId || has(profile, 'admin')) && <CancelSession session={session} set={set} />}
        </section>
        <section className="card stack-s" aria-labelledby="sheet">
          <h2 id="sheet">Run sheet <span className="muted small">{duration(seconds)}</span></h2>
          <LeaderLinks session={session} own={session.instructorId === profile.memberId} />
          <RunSheetList runSheet={session.runSheet} />
        </section>
      </div>
    </>
  );
}

/** What the class's leaders prepare it with, and look back on it with. */
function LeaderLinks({ session, own }: { session: SessionDetail; own: boolean }) {
  if (!session.leads || session.status === 'cancelled') return null;
  const to = (page: string) => `/sessions/${session.sessionId}/${page}`;
  return (
    <div className="row">
      {session.status === 'planned' && <Link className="button compact outline" to={to('run-sheet')}>{own ? 'Edit the run sheet' : 'Look into the run sheet'}</Link>}
      {session.status === 'planned' && <Link className="button compact outline" to={to('rehearse')}>Rehearse</Link>}
      {session.status === 'ended' && <Link className="button compact outline" to={to('report')}>After-class report</Link>}
    </div>
  );
}

function Entrance({ session, leads }: { session: SessionDetail; leads: boolean }) {
  const profile = useProfile();
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000);
    return () => clearInterval(timer);
  }, []);
  const state = doors(session, now);
  const opensAt = Date.parse(session.startsAt) - opensBeforeMs;
  if (session.status === 'cancelled') return <div className="notice bad"><span className="text">This class is cancelled. Pick another from the <Link to="/">timetable</Link>.</span></div>;
  if (state === 'over') return <div className="notice"><span className="text">This class is over. Your minutes and day are on <Link to="/streak">your streak</Link>.</span></div>;
  if (state === 'closed') {
    const wait = opensAt - now;
    return (
      <div className="notice" role="status">
        <span className="text">The room opens at <strong>{clockTime(opensAt, profile.timeZone)}</strong>, 15 minutes before the class{wait < 6 * 3600_000 && <>, in <span className="nums">{countdown(wait)}</span></>}.</span>
      </div>
    );
  }
  return (
    <div className="row">
      {state === 'live' && <span className="badge live">Live now</span>}
      <Link className="button primary" data-testid="join" to={`/sessions/${session.sessionId}/${leads ? 'console' : 'room'}`}>
        {leads ? 'Open the console' : state === 'live' ? 'Join the class' : 'Enter the room'} <Icon name="arrow" />
      </Link>
    </div>
  );
}

function CancelSession({ session, set }: { session: SessionDetail; set: (session: SessionDetail) => void }) {
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const cancel = async () => {
    setBusy(true);
    try {
      set(await scheduling.cancelSession(session.sessionId));
      setAsking(false);
    } catch (error) {
      setProblem(asProblem(error));
    }
    setBusy(false);
  };
  return (
    <>
      <div className="row"><Button look="ghost" compact onClick={() => setAsking(true)}>Cancel this class</Button></div>
      {asking && (
        <Confirm title="Cancel this class?" confirm="Cancel the class" busy={busy} problem={problem} onConfirm={cancel} onClose={() => setAsking(false)}>
          Everybody with a seat loses it, and the class cannot be brought back. Other classes of the series stay.
        </Confirm>
      )}
    </>
  );
}
