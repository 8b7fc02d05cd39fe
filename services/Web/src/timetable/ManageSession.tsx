import { useState } from 'react';
import { scheduling } from '../api/endpoints';
import { readSettings } from '../api/settings';
import type { SessionDetail } from '../api/types';
import { Button } from '../design/primitives';
import { Confirm } from '../design/Confirm';
import { ChangeLeaders } from '../plan/ChangeLeaders';
import { ChangeMirror } from '../plan/ChangeMirror';
import type { ClassState } from '../session/classState';
import { useAction } from '../api/useAction';
import { useLoad } from '../api/useLoad';

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
  const [asking, setAsking] = useState<'leaders' | 'mirror' | 'cancel'>();
  const hasMirror = useLoad('settings', readSettings).data?.mirror;
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
        {hasMirror && (
          <Button
            variant="outline"
            compact
            data-testid="change-pictures"
            onClick={() => setAsking('mirror')}
          >
            Members’ pictures
          </Button>
        )}
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
      {asking === 'mirror' && (
        <ChangeMirror
          rules={session.mirror}
          about={
            session.seriesId
              ? 'Only this class changes, until you change its series. Whoever is showing ' +
                'themselves when you switch it off is seen no more.'
              : 'Whoever is showing themselves when you switch it off is seen no more.'
          }
          save={async (rules) => done(await scheduling.showInSession(session.sessionId, rules))}
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
