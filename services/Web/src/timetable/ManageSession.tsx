import { useState } from 'react';
import { scheduling } from '../api/endpoints';
import type { SessionDetail } from '../api/types';
import { Button } from '../design/primitives';
import { Confirm } from '../design/Confirm';
import { ChangeLeaders } from '../plan/ChangeLeaders';
import type { ClassState } from '../session/classState';
import { useAction } from '../api/useAction';

/** What whoever is responsible for the class can change. */
export function Manage({
  session,
  state,
  set,
}: {
  session: SessionDetail;
  state: ClassState;
  set: (session: SessionDetail) => void;
}) {
  const [asking, setAsking] = useState<'leaders' | 'cancel'>();
  const done = (changed: SessionDetail) => {
    set(changed);
    setAsking(undefined);
  };
  return (
    <>
      {session.hasOwnLeaders && (
        <p className="muted small">
          The instructor and coaches were chosen for this class only. They stay if the series
          changes.
        </p>
      )}
      <div className="row">
        <Button
          variant="outline"
          compact
          data-testid="change-leaders"
          onClick={() => setAsking('leaders')}
        >
          Change instructor or coaches
        </Button>
        {state !== 'live' && (
          <Button variant="ghost" compact onClick={() => setAsking('cancel')}>
            Cancel this class
          </Button>
        )}
      </div>
      {asking === 'leaders' && (
        <ChangeLeaders
          instructor={{ memberId: session.instructorId, displayName: session.instructorName }}
          coaches={session.coaches}
          about={
            session.seriesId
              ? 'Only this class changes. The rest of its series stays as it is.'
              : undefined
          }
          save={async (leaders) => done(await scheduling.leadSession(session.sessionId, leaders))}
          onClose={() => setAsking(undefined)}
        />
      )}
      {asking === 'cancel' && (
        <CancelSession session={session} done={done} onClose={() => setAsking(undefined)} />
      )}
    </>
  );
}
export function CancelSession({
  session,
  done,
  onClose,
}: {
  session: SessionDetail;
  done: (session: SessionDetail) => void;
  onClose: () => void;
}) {
  const { busy, problem, run } = useAction();
  const cancel = async () => {
    await run(async () => {
      done(await scheduling.cancelSession(session.sessionId));
    });
  };
  return (
    <Confirm
      title="Cancel this class?"
      confirm="Cancel the class"
      busy={busy}
      problem={problem}
      onConfirm={cancel}
      onClose={onClose}
    >
      Everyone with a feedback spot loses it, and the class cannot be brought back.
      {session.seriesId && ' Other classes of the series stay.'}
    </Confirm>
  );
}
