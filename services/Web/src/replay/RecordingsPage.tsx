import { useState } from 'react';
import { Link } from 'react-router';
import { streaming } from '../api/endpoints';
import { type ApiProblem, asProblem } from '../api/http';
import type { RecordingRow } from '../api/types';
import { useLoad } from '../api/useLoad';
import { useProfile } from '../account/session';
import { Icon } from '../design/icons';
import { Button, Confirm, Load, PageHead } from '../design/primitives';
import { dayAndTime, duration } from '../design/time';
import './replay.css';

const megabytes = (bytes: number) => (bytes < 1e9 ? `${Math.max(1, Math.round(bytes / 1e6))} MB` : `${(bytes / 1e9).toFixed(1)} GB`);

/** An instructor's recordings: to look at, and to delete. */
export function RecordingsPage() {
  const recordings = useLoad('recordings', streaming.recordings);
  return (
    <>
      <PageHead title="Your recordings">Members of the platform can watch them again from the class’s page.</PageHead>
      <Load of={recordings} label="Loading recordings">
        {(rows) => rows.length === 0
          ? <div className="empty"><p>Nothing is recorded yet. A class that you lead with video is recorded by itself.</p></div>
          : <ul className="recordings" data-testid="recordings">{rows.map((row) => <Recording key={row.sessionId} row={row} changed={recordings.reload} />)}</ul>}
      </Load>
    </>
  );
}

function Recording({ row, changed }: { row: RecordingRow; changed: () => void }) {
  const { timeZone } = useProfile();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const erase = async () => {
    setBusy(true);
    try {
      await streaming.deleteRecording(row.sessionId);
      setAsking(false);
      changed();
    } catch (error) {
      setProblem(asProblem(error));
    }
    setBusy(false);
  };
  return (
    <li className="card">
      <div className="grow">
        <strong>{row.title}</strong>
        <p className="muted small">{dayAndTime(row.startedAtMs, timeZone)} · {duration(row.seconds)} · {megabytes(row.bytes)}{row.expiresAtMs ? ` · kept until ${dayAndTime(row.expiresAtMs, timeZone)}` : ''}</p>
      </div>
      <Link className="button outline compact" to={`/sessions/${row.sessionId}/replay`}><Icon name="play" /> Watch</Link>
      <Button compact look="ghost" onClick={() => setAsking(true)} data-testid={`delete-recording-${row.sessionId}`}>Delete</Button>
      {asking && (
        <Confirm title="Delete this recording?" confirm="Delete it" busy={busy} problem={problem} testId="delete-recording-confirm" onConfirm={erase} onClose={() => setAsking(false)}>
          Nobody will be able to watch it again, and it cannot be brought back. The class, its cues and everybody’s attendance stay.
        </Confirm>
      )}
    </li>
  );
}
