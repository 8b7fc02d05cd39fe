import { useMemo, useState } from 'react';
import { Link, useParams } from 'react-router';
import { scheduling } from '../api/endpoints';
import type { SessionDetail } from '../api/types';
import { useLoad } from '../api/useLoad';
import { Load } from '../design/primitives';
import { levelName } from '../stage/OwnDosage';
import { isNoClass, NoSuchClass } from '../session/NoSuchClass';
import { classLevel } from '../stage/ownStep';
import { StageSection } from '../stage/StageSection';
import { PlayerStage } from './PlayerStage';
import { usePlayer } from './usePlayer';

/**
 * A class played through before it is given, as participants of any level will see it. Nothing of
 * it is stored.
 */
export function RehearsalPage() {
  const { id = '' } = useParams();
  const session = useLoad(`rehearse:${id}`, (signal) => scheduling.session(id, signal));
  return session.data ? (
    <Rehearsal key={id} session={session.data} />
  ) : (
    <main id="main" className="page" tabIndex={-1}>
      <h1 className="visually-hidden">Rehearsal</h1>
      {isNoClass(session.problem) ? (
        <NoSuchClass />
      ) : (
        <Load of={session} label="Loading the class">
          {() => null}
        </Load>
      )}
    </main>
  );
}

function Rehearsal({ session }: { session: SessionDetail }) {
  const playing = usePlayer(session.runSheet);
  const [level, setLevel] = useState(classLevel);
  const levels = useMemo(() => ({ of: {}, others: level }), [level]);
  const back = `/sessions/${session.sessionId}`;
  return (
    <PlayerStage
      title={`Rehearsal: ${session.title}`}
      runSheet={session.runSheet}
      playing={playing}
      levels={levels}
      back={back}
      aside={
        <section className="panel" aria-label="Level">
          <div className="field">
            <label htmlFor="rehearse-level">As seen by someone at</label>
            <select
              id="rehearse-level"
              className="input"
              value={level}
              data-testid="rehearse-level"
              onChange={(event) => setLevel(Number(event.target.value))}
            >
              {[0, 1, 2, 3, 4].map((one) => (
                <option key={one} value={one}>
                  {levelName(one)}
                </option>
              ))}
            </select>
          </div>
        </section>
      }
      after={
        <StageSection className="after" aria-labelledby="rehearsal-over">
          <h2 id="rehearsal-over" className="stage-title">
            Rehearsal finished
          </h2>
          <p>Nothing was saved.</p>
          <div className="row">
            <Link className="button primary" to={back}>
              Back to the class
            </Link>
          </div>
        </StageSection>
      }
    />
  );
}
