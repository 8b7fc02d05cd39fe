import type { StreamStatus } from '../contract/hub';
import type { ServerClock } from '../clock/clock';
import { useServerNow } from '../clock/useServerNow';
import { countdown } from '../design/time';
import type { BroadcastState } from './broadcaster';
import type { Report } from './messages';

export type LiveStateName =
  'off' | 'opening' | 'ready' | 'connecting' | 'live' | 'reconnecting' | 'stopping' | 'elsewhere';

/** How this browser's stream stands, or that the video comes from somewhere else. */
export function liveState(state: BroadcastState, video: StreamStatus): LiveStateName {
  if (state.phase === 'on')
    return state.report === null || state.report.state === 'ended'
      ? 'connecting'
      : state.report.state;
  if (state.phase === 'stopping') return 'stopping';
  return video === 'live' ? 'elsewhere' : state.phase;
}

const messages: Record<LiveStateName, string> = {
  off: 'Not live',
  opening: 'Opening…',
  ready: 'Not live',
  connecting: 'Connecting…',
  live: 'Live',
  reconnecting: 'Reconnecting…',
  stopping: 'Stopping…',
  elsewhere: 'Live from another source',
};

export function LiveBadge({
  name,
  sinceMs,
  clock,
}: {
  name: LiveStateName;
  sinceMs: number | null;
  clock: ServerClock;
}) {
  const now = useServerNow(clock);
  const badge =
    name === 'live' || name === 'elsewhere'
      ? 'live'
      : name === 'reconnecting' || name === 'connecting'
        ? 'warm'
        : '';
  return (
    <span
      className={`badge nums ${badge}`}
      data-testid="live-state"
      data-state={name}
      role="status"
    >
      {messages[name]}
      {name === 'live' && sinceMs !== null && ` ${countdown(now - sinceMs)}`}
    </span>
  );
}

const megabits = (bits: number) => `${(bits / 1_000_000).toFixed(1)} Mbit/s`;

/** What goes up, and what is in its way. */
export function UploadState({ report }: { report: Report }) {
  const behind = report.backlogMs / 1000;
  return (
    <dl
      className="upload"
      data-testid="upload-state"
      data-backlog={Math.round(report.backlogMs)}
      data-dropped={report.dropped}
      data-take={report.take}
      data-sound={report.sound}
    >
      <div>
        <dt>Sending</dt>
        <dd className="nums">
          {megabits(report.bitsPerSecond)}, {Math.round(report.framesPerSecond)} frames per second
        </dd>
      </div>
      <div>
        <dt>Delay</dt>
        <dd className="nums">{behind.toFixed(1)} s</dd>
      </div>
      <div>
        <dt>Dropped frames</dt>
        <dd className="nums">{report.dropped}</dd>
      </div>
      {report.state === 'reconnecting' && (
        <p className="notice warm">Connection lost, reconnecting… Stay on this page.</p>
      )}
      {report.state === 'live' && report.bitrateShare < 1 && (
        <p className="notice warm">
          Slow connection: sending at {Math.round(report.bitrateShare * 100)} % quality for now.
        </p>
      )}
      {report.state === 'live' && report.capturedPerSecond < 1 && (
        <p className="notice bad">
          No video from the camera. Choose another camera or reconnect it.
        </p>
      )}
      {report.sound === 'failed' && (
        <p className="notice bad">
          Your sound can’t be encoded, so nobody hears you. Stop the video and go live again.
        </p>
      )}
    </dl>
  );
}
