import { useEffect, useRef, useState } from 'react';
import { Link, useParams } from 'react-router';
import { BeforeFirstClass } from '../account/SafetyNote';
import type { RunSheet } from '../contract/hub';
import { progress, scheduling } from '../api/endpoints';
import { serverNow } from '../clock/serverTime';
import { useLoad } from '../api/useLoad';
import { Load } from '../design/primitives';
import { duration, plural } from '../design/time';
import { newId } from '../lib/newId';
import { useOwnLevels } from '../stage/useOwnLevels';
import { type CheckInAnswer, CheckInForm, exercisesOf } from '../checkin/CheckInForm';
import { StageSection } from '../stage/StageSection';
import { PlayerStage } from './PlayerStage';
import { usePlayer } from './usePlayer';

/** A week of a programme, practised alone. */
export function PracticePage() {
  const { programme = '', week = '' } = useParams();
  const loaded = useLoad(`practice:${programme}`, (signal) =>
    scheduling.programme(programme, signal),
  );
  const number = Number(week);
  return (
    <BeforeFirstClass>
      {loaded.data === undefined ? (
        <main id="main" className="page" tabIndex={-1}>
          <h1 className="visually-hidden">Practice</h1>
          {loaded.problem?.status === 404 ? (
            <NoProgramme />
          ) : (
            <Load of={loaded} label="Loading the practice">
              {() => null}
            </Load>
          )}
        </main>
      ) : (
        (() => {
          const found = loaded.data.weeks.find((one) => one.number === number);
          return found ? (
            <Practice
              key={`${programme}:${number}`}
              programme={programme}
              week={number}
              title={loaded.data.title + (loaded.data.weeks.length > 1 ? `, week ${number}` : '')}
              runSheet={found.runSheet}
            />
          ) : (
            <main id="main" className="page" tabIndex={-1}>
              <h1>We don’t have this week</h1>
              <p>
                This programme has {plural(loaded.data.weeks.length, 'week')}.{' '}
                <Link to={`/library/programmes/${programme}`}>Choose another one</Link>.
              </p>
            </main>
          );
        })()
      )}
    </BeforeFirstClass>
  );
}

function NoProgramme() {
  return (
    <div className="empty card">
      <p>We don’t have this programme.</p>
      <Link className="button primary" to="/library">
        Browse the library
      </Link>
    </div>
  );
}

function Practice({
  programme,
  week,
  title,
  runSheet,
}: {
  programme: string;
  week: number;
  title: string;
  runSheet: RunSheet;
}) {
  const mine = useOwnLevels();
  const playing = usePlayer(runSheet);
  const [startedAt] = useState(() => new Date(serverNow()).toISOString());
  const practiceId = useRef(toUuid(newId()));
  const seconds = Math.round(playing.player.doneMs / 1000);
  const planned = runSheet.steps.reduce((sum, step) => sum + step.durationSeconds, 0);
  const { over } = playing.player;
  const report = (answer: CheckInAnswer) =>
    progress.reportPractice({
      practiceId: practiceId.current,
      programme,
      week,
      startedAt,
      seconds,
      ...answer,
    });
  // It counts from its end on, whether or not somebody goes on to say how it was; what they say
  // comes after it.
  const reported = useRef<Promise<unknown>>(undefined);
  const [kept, setKept] = useState<'not yet' | 'kept' | 'failed'>('not yet');
  useEffect(() => {
    if (!over || seconds === 0 || reported.current) return;
    reported.current = report({ effort: null, pain: null, missed: [] }).then(
      () => setKept('kept'),
      () => setKept('failed'),
    );
  });
  const after = (
    <StageSection className="after" aria-labelledby="practice-over">
      <h2 id="practice-over" className="stage-title">
        Well done
      </h2>
      <p>
        {duration(seconds)} of {duration(planned)}.{' '}
        {seconds * 2 >= planned
          ? 'It counts for your progress.'
          : 'Half of it would count for your progress.'}{' '}
        Streaks come from live classes.
      </p>
      <p className="muted" role="status" data-testid="practice-kept" data-state={kept}>
        {kept === 'kept'
          ? 'Your practice is saved.'
          : kept === 'failed'
            ? 'Your practice isn’t saved yet. Say how it was to try again.'
            : ''}
      </p>
      <div className="card">
        <CheckInForm
          optional
          exercises={exercisesOf(runSheet.steps)}
          sendLabel="Say how it was"
          send={async (answer) => {
            await reported.current;
            await report(answer);
            setKept('kept');
          }}
        />
      </div>
      <div className="row">
        <Link className="button outline" to="/progress">
          My progress
        </Link>
        <Link className="button outline" to={`/library/programmes/${programme}`}>
          The programme
        </Link>
        <Link className="button outline" to="/">
          Timetable
        </Link>
      </div>
    </StageSection>
  );
  return (
    <PlayerStage
      title={title}
      runSheet={runSheet}
      playing={playing}
      mine={mine}
      back={`/library/programmes/${programme}`}
      after={after}
    />
  );
}

/** Ids are UUID text on this wire, with or without the dashes that {@link newId} may leave out. */
function toUuid(id: string): string {
  const hex = id
    .replace(/[^0-9a-f]/gi, '')
    .padEnd(32, '0')
    .slice(0, 32);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
