import { useEffect, useState } from 'react';
import { Link } from 'react-router';
import { streaming } from '../api/endpoints';
import { useAction } from '../api/useAction';
import type { RecordingRow } from '../api/types';
import { useLoad } from '../api/useLoad';
import { useProfile } from '../auth/auth';
import { Icon } from '../design/icons';
import { Button, Load, PageHead } from '../design/primitives';
import { Confirm } from '../design/Confirm';
import { dayAndTime, duration } from '../design/time';
import { whyNot } from '../session/recordingMessages';
import './replay.css';

const askEveryMs = 5_000;
const megabytes = (bytes: number) =>
  bytes < 1e9 ? `${Math.max(1, Math.round(bytes / 1e6))} MB` : `${(bytes / 1e9).toFixed(1)} GB`;

/** An instructor's recordings: to look at, and to delete. */
export function RecordingsPage() {
  const recordings = useLoad('recordings', streaming.recordings);
  const { data, loading, reload } = recordings;
  const comes = data?.some((row) => row.state !== 'ready') ?? false;
  useEffect(() => {
    if (!comes || loading) return;
    const timer = setTimeout(reload, askEveryMs);
    return () => clearTimeout(timer);
  }, [comes, loading, reload]);
  return (
    <>
      <PageHead title="Your recordings">
        Members can watch these again from the class page.
      </PageHead>
      <Load of={recordings} label="Loading recordings">
        {(rows) =>
          rows.length === 0 ? (
            <div className="empty">
              <p>No recordings yet. Classes you lead with video are recorded automatically.</p>
            </div>
          ) : (
            <ul className="recordings" data-testid="recordings">
              {rows.map((row) => (
                <Recording key={row.sessionId} row={row} changed={recordings.reload} />
              ))}
            </ul>
          )
        }
      </Load>
    </>
  );
}

function Recording({ row, changed }: { row: RecordingRow; changed: () => void }) {
  const { timeZone } = useProfile();
  const [asking, setAsking] = useState(false);
  const { busy, problem, run } = useAction();
  const erase = async () => {
    await run(async () => {
      await streaming.deleteRecording(row.sessionId);
      setAsking(false);
      changed();
    });
  };
  return (
    <li className="card">
      <div className="grow">
        <strong>{row.title}</strong>
        <p className="muted small">
          {dayAndTime(row.startedAtMs, timeZone)} · {duration(row.seconds)} · {megabytes(row.bytes)}
          {row.expiresAtMs ? ` · kept until ${dayAndTime(row.expiresAtMs, timeZone)}` : ''}
        </p>
      </div>
      {row.state === 'ready' ? (
        <Link className="button outline compact" to={`/sessions/${row.sessionId}/replay`}>
          <Icon name="play" /> Watch
        </Link>
      ) : (
        <span
          className="muted small"
          role="status"
          data-testid={`recording-later-${row.sessionId}`}
        >
          {row.state === 'recording' ? 'The class is on.' : whyNot(row.state)}
        </span>
      )}
      <Button
        compact
        variant="ghost"
        disabled={row.state !== 'ready'}
        onClick={() => setAsking(true)}
        data-testid={`delete-recording-${row.sessionId}`}
      >
        Delete
      </Button>
      {asking && (
        <Confirm
          title="Delete this recording?"
          confirm="Delete recording"
          busy={busy}
          problem={problem}
          testId="delete-recording-confirm"
          onConfirm={erase}
          onClose={() => setAsking(false)}
        >
          Nobody can watch it any more, and this can’t be undone. The class, its cues and
          everybody’s attendance stay.
        </Confirm>
      )}
    </li>
  );
}
