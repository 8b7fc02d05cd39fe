import { useState } from 'react';
import type { ClassLeaders } from '../api/types';
import { useAction } from '../api/useAction';
import type { Person } from '../api/types';
import { useProfile } from '../auth/auth';
import { Confirm } from '../design/Confirm';
import { LeaderFields, leaderIds } from './LeaderFields';

interface Props {
  instructor: Person;
  coaches: Person[];
  /** What the change reaches. */
  about?: string;
  save: (leaders: ClassLeaders) => Promise<unknown>;
  onClose: () => void;
}

/** Gives a class or a series another instructor or other coaches. */
export function ChangeLeaders({ instructor, coaches, about, save, onClose }: Props) {
  const profile = useProfile();
  const [leaders, setLeaders] = useState({ instructor, coaches });
  const { busy, problem, run } = useAction();
  const submit = async () => {
    await run(async () => {
      await save(leaderIds(leaders));
    });
  };
  const handsOver =
    leaders.instructor.memberId !== instructor.memberId &&
    leaders.instructor.memberId !== profile.memberId;
  const fields = problem?.errors ?? {};
  return (
    <Confirm
      title="Who leads, who coaches?"
      confirm="Save"
      variant="primary"
      busy={busy}
      problem={Object.keys(fields).length === 0 ? problem : undefined}
      testId="save-leaders"
      onConfirm={() => void submit()}
      onClose={onClose}
    >
      <div className="stack-s">
        {about && <p>{about}</p>}
        <LeaderFields value={leaders} onChange={setLeaders} wrong={fields} />
        {handsOver && (
          <p className="notice warm" role="status">
            {leaders.instructor.displayName} will be in charge of this class from now on.
          </p>
        )}
      </div>
    </Confirm>
  );
}
