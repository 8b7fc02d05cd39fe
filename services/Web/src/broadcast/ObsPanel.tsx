import { useState } from 'react';
import { useProfile } from '../auth/auth';
import { streaming } from '../api/endpoints';
import { asProblem, type ApiProblem } from '../api/http';
import type { StreamKey, StreamKeyRow } from '../api/types';
import { useLoad } from '../api/useLoad';
import { Button, ErrorNote, Load } from '../design/primitives';
import { Confirm } from '../design/Confirm';
import { dayAndTime } from '../design/time';

/** Stream keys for OBS and other encoders, and how to use them. */
export function ObsPanel({ sessionId }: { sessionId: string }) {
  const keys = useLoad(`keys:${sessionId}`, (signal) => streaming.keys(sessionId, signal));
  const stream = useLoad(`stream:${sessionId}`, (signal) => streaming.state(sessionId, signal));
  const [made, setMade] = useState<StreamKey>();
  const [revoking, setRevoking] = useState<StreamKeyRow>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem>();
  const { timeZone: zone } = useProfile();
  const isOff = stream.data !== undefined && !stream.data.rtmpServer;
  const working = keys.data?.filter((key) => !key.revokedAt) ?? [];

  const run = async (work: () => Promise<void>) => {
    setBusy(true);
    setProblem(undefined);
    await work().catch((error: unknown) => setProblem(asProblem(error)));
    setBusy(false);
    keys.reload();
  };

  return (
    <div className="stack-s" data-testid="obs-panel">
      {isOff && (
        <p className="notice warm small">
          Streaming from OBS is turned off on this server. Whoever runs it can turn it on with the
          setting <code>Streaming:Rtmp</code>. Encoders that send fragmented MP4 over HTTP work with
          a key all the same.
        </p>
      )}
      {!made && (
        <ol className="numbered small">
          <li>
            Create a stream key and copy server and key into OBS: Settings, Stream, Service
            “Custom”.
          </li>
          <li>
            Settings, Output: encoder x264 or hardware H.264, keyframe interval <strong>2 s</strong>
            , 2500 kbit/s, sound AAC 128 kbit/s.
          </li>
          <li>
            Start streaming in OBS. Your video appears here. Then measure its delay below, so that
            cues match the movement.
          </li>
        </ol>
      )}
      {made && (
        <div className="stack-s" data-testid="stream-key-made">
          {made.rtmpServer && (
            <Copied label="Server" value={made.rtmpServer} testId="stream-server" />
          )}
          <Copied label="Stream key" value={made.key} testId="stream-key" />
          <p className="small muted">
            This key is shown only once. Anyone who has it can stream into this class, so keep it
            private.
          </p>
        </div>
      )}
      {problem && <ErrorNote problem={problem} />}
      <div className="row">
        <Button
          variant={made ? 'outline' : 'primary'}
          compact={Boolean(made)}
          busy={busy && !revoking}
          onClick={() => void run(async () => setMade(await streaming.createKey(sessionId)))}
          data-testid="stream-key-create"
        >
          {made ? 'Create another key' : 'Create a stream key'}
        </Button>
        {made && (
          <Button variant="ghost" compact onClick={() => setMade(undefined)}>
            Done
          </Button>
        )}
      </div>
      <Load of={keys} label="Loading the stream keys" lines={1}>
        {() =>
          working.length === 0 ? (
            <p className="small muted">No active key.</p>
          ) : (
            <ul className="key-list" data-testid="stream-keys">
              {working.map((key) => (
                <li key={key.keyId}>
                  <span className="grow small">
                    Created {dayAndTime(key.createdAt, zone)}
                    {made?.keyId === key.keyId && ' (shown above)'}
                  </span>
                  <Button
                    compact
                    variant="outline"
                    onClick={() => setRevoking(key)}
                    data-testid={`stream-key-revoke-${key.keyId}`}
                  >
                    Revoke
                  </Button>
                </li>
              ))}
            </ul>
          )
        }
      </Load>
      {revoking && (
        <Confirm
          title="Revoke this key?"
          confirm="Revoke key"
          testId="stream-key-revoke-confirm"
          busy={busy}
          onConfirm={async () => {
            await run(async () => {
              await streaming.revokeKey(sessionId, revoking.keyId);
              if (made?.keyId === revoking.keyId) setMade(undefined);
            });
            setRevoking(undefined);
          }}
          onClose={() => setRevoking(undefined)}
        >
          An encoder that uses it is disconnected at once, and the key never works again.
        </Confirm>
      )}
    </div>
  );
}

function Copied({ label, value, testId }: { label: string; value: string; testId: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    // On a plain-HTTP page there is no clipboard; the text can still be selected.
    await navigator.clipboard?.writeText(value).then(
      () => setCopied(true),
      () => undefined,
    );
  };
  return (
    <div className="copied">
      <span className="small muted">{label}</span>
      <code tabIndex={0} data-testid={testId}>
        {value}
      </code>
      <Button compact onClick={() => void copy()} aria-label={`Copy ${label.toLowerCase()}`}>
        {copied ? 'Copied' : 'Copy'}
      </Button>
    </div>
  );
}
