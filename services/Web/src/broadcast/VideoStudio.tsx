import { useState } from 'react';
import type { StreamMissing, StreamStatus } from '../contract/hub';
import type { ServerClock } from '../clock/clock';
import { usePictureClock } from '../video/useVideo';
import type { PictureClock } from '../video/pictureClock';
import { Waiting } from '../design/primitives';
import type { Broadcaster, BroadcastState } from './broadcaster';
import { CalibrationPanel } from './CalibrationPanel';
import { CameraStudio, OnAirControls } from './CameraStudio';
import { LiveBadge, liveState } from './LiveState';
import { Monitor } from './Monitor';
import { ObsPanel } from './ObsPanel';
import './broadcast.css';

interface Props {
  sessionId: string;
  /** How the session's video stands, wherever it comes from. */
  video: StreamStatus;
  /** What of it does not arrive at the server. */
  missing: StreamMissing | null;
  clock: ServerClock;
  broadcaster: Broadcaster;
  state: BroadcastState;
}

/** The instructor's way on the air: this browser's camera, or OBS. */
export function VideoStudio({ sessionId, video, missing, clock, broadcaster, state }: Props) {
  const [way, setWay] = useState<'camera' | 'obs'>('camera');
  const [element, setElement] = useState<HTMLVideoElement | null>(null);
  const picture = usePictureClock(clock);
  const name = liveState(state, video);
  const onAir = state.phase === 'on' || state.phase === 'stopping';
  return (
    <section className="panel studio" aria-labelledby="studio-title" data-testid="go-live-panel">
      <div className="row spread">
        <h2 id="studio-title">Live video</h2>
        <LiveBadge name={name} sinceMs={state.liveSinceMs} clock={clock} />
        {onAir ? (
          <OnAirControls broadcaster={broadcaster} state={state} />
        ) : (
          <div className="tabs" role="group" aria-label="Where the video comes from">
            <button
              type="button"
              aria-pressed={way === 'camera'}
              onClick={() => setWay('camera')}
              data-testid="way-camera"
            >
              Camera
            </button>
            <button
              type="button"
              aria-pressed={way === 'obs'}
              onClick={() => setWay('obs')}
              data-testid="way-obs"
            >
              OBS
            </button>
          </div>
        )}
      </div>
      {missing && <MissingNote missing={missing} isBrowser={onAir} />}
      {name === 'elsewhere' && (
        <Monitor sessionId={sessionId} picture={picture} server={clock} onElement={setElement} />
      )}
      {onAir || way === 'camera' ? (
        <CameraStudio broadcaster={broadcaster} state={state} elsewhere={name === 'elsewhere'} />
      ) : (
        <>
          <ObsPanel sessionId={sessionId} />
          <CalibrationPanel sessionId={sessionId} picture={picture} video={element} />
        </>
      )}
    </section>
  );
}

const whatToCheck: Record<
  StreamMissing,
  { title: string; browser: string; encoder: string; viewers: string }
> = {
  audio: {
    title: 'No sound from the camera.',
    browser: 'Check that your microphone is connected, or choose another one below.',
    encoder:
      'In OBS, check that the microphone isn’t muted and that its audio track is switched on.',
    viewers: 'Nobody hears you.',
  },
  video: {
    title: 'No video from the camera.',
    browser: 'Check that your camera is connected, or choose another one below.',
    encoder: 'In OBS, check the camera in your scene, or restart streaming.',
    viewers: 'Members see a still image.',
  },
};

/** What of the stream does not arrive, and what to check. */
function MissingNote({ missing, isBrowser }: { missing: StreamMissing; isBrowser: boolean }) {
  const messages = whatToCheck[missing];
  if (!messages) return null;
  return (
    <p className="notice bad" role="alert" data-testid="stream-missing" data-missing={missing}>
      <strong>{messages.title}</strong> {isBrowser ? messages.browser : messages.encoder}{' '}
      {messages.viewers}
    </p>
  );
}

/** What a coach sees of the class. Their words go with the frame that is on this screen. */
export function VideoMonitor({
  sessionId,
  video,
  missing,
  clock,
  picture,
}: {
  sessionId: string;
  video: StreamStatus;
  missing: StreamMissing | null;
  clock: ServerClock;
  picture: PictureClock;
}) {
  if (video !== 'live' && video !== 'interrupted') return null;
  return (
    <section className="panel studio" aria-labelledby="monitor-title">
      <h2 id="monitor-title">Live video</h2>
      <Monitor sessionId={sessionId} picture={picture} server={clock} />
      {video === 'interrupted' && <Waiting>Video interrupted, reconnecting…</Waiting>}
      {missing && (
        <p
          className="notice warm"
          role="status"
          data-testid="stream-missing"
          data-missing={missing}
        >
          {whatToCheck[missing]?.title} {whatToCheck[missing]?.viewers}
        </p>
      )}
      <p className="small muted">What you send matches what you see here.</p>
    </section>
  );
}
