import { useEffect, useRef } from 'react';
import { Icon } from '../design/icons';
import { Button, Waiting } from '../design/primitives';
import { Field } from '../design/forms';
import type { Broadcaster, BroadcastState } from './broadcaster';
import { needsVisiblePage } from './trackReaders';
import { LevelMeter } from './LevelMeter';
import { UploadState } from './LiveState';
import { qualities } from './messages';

interface Props {
  broadcaster: Broadcaster;
  state: BroadcastState;
  /** Another encoder streams this class now; going live here takes over. */
  elsewhere: boolean;
}

/** Camera and microphone: chosen, checked, and streamed. */
export function CameraStudio({ broadcaster, state, elsewhere }: Props) {
  const { phase, camera, report } = state;
  return (
    <div className="stack-s">
      {state.problem && (
        <p className="notice bad" role="alert" data-testid="device-problem">
          {state.problem}
        </p>
      )}
      {state.ended && (
        <p className="notice bad" role="alert" data-testid="stream-ended">
          {state.ended}
        </p>
      )}
      {phase === 'opening' && (
        <Waiting>Opening camera and microphone. Your browser may ask for permission.</Waiting>
      )}
      {phase === 'off' && (
        <div className="row">
          <p className="muted small grow">Nobody sees or hears you until you go live.</p>
          <Button
            variant="primary"
            onClick={() => void broadcaster.open()}
            data-testid="studio-open"
          >
            Set up camera
          </Button>
        </div>
      )}
      {camera && (
        <>
          <div className="studio-live">
            <Preview camera={camera} />
            <div className="stack-s">
              <LevelMeter track={state.microphone} muted={state.muted} />
              {report && <UploadState report={report} />}
              {phase === 'ready' && (
                <div className="row">
                  <Button variant="primary" onClick={broadcaster.goLive} data-testid="go-live">
                    {elsewhere ? 'Take over from here' : 'Go live'}
                  </Button>
                  <Button
                    compact
                    variant="ghost"
                    onClick={broadcaster.close}
                    data-testid="studio-close"
                  >
                    Close camera
                  </Button>
                </div>
              )}
            </div>
          </div>
          {phase !== 'ready' && needsVisiblePage() && (
            <p className="small muted">
              In this browser your video freezes while another tab or window covers this page.
            </p>
          )}
          <Choices broadcaster={broadcaster} state={state} />
        </>
      )}
    </div>
  );
}

/** What must be at hand while one is on the air. */
export function OnAirControls({
  broadcaster,
  state,
}: {
  broadcaster: Broadcaster;
  state: BroadcastState;
}) {
  return (
    <div className="row on-air">
      <Button
        compact
        variant="outline"
        aria-pressed={state.muted}
        disabled={!state.microphone}
        onClick={() => broadcaster.mute(!state.muted)}
        data-testid="mute"
      >
        <Icon name={state.muted ? 'mute' : 'sound'} /> {state.muted ? 'Unmute' : 'Mute'}
      </Button>
      <Button
        compact
        variant="danger"
        busy={state.phase === 'stopping'}
        onClick={() => void broadcaster.stop()}
        data-testid="stop-live"
      >
        Stop video
      </Button>
    </div>
  );
}

/** What viewers will see; not mirrored, as they see it. */
function Preview({ camera }: { camera: MediaStreamTrack }) {
  const element = useRef<HTMLVideoElement>(null);
  const size = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    const video = element.current;
    if (!video) return;
    video.srcObject = new MediaStream([camera]);
    void video.play().catch(() => undefined);
    return () => {
      video.srcObject = null;
    };
  }, [camera]);
  const tell = () => {
    if (size.current && element.current)
      size.current.textContent = `${element.current.videoWidth} × ${element.current.videoHeight}`;
  };
  return (
    <div className="preview">
      <video
        ref={element}
        muted
        playsInline
        aria-label="Your camera"
        onResize={tell}
        onLoadedMetadata={tell}
        data-testid="preview"
      />
      <span className="badge nums" ref={size} data-testid="resolution" />
    </div>
  );
}

function Choices({ broadcaster, state }: { broadcaster: Broadcaster; state: BroadcastState }) {
  const { devices, camera, microphone, quality } = state;
  const device = (list: MediaDeviceInfo[], word: string) =>
    list.map((one, index) => (
      <option key={one.deviceId} value={one.deviceId}>
        {one.label || `${word} ${index + 1}`}
      </option>
    ));
  return (
    <details className="studio-choices" open={state.phase === 'ready' || undefined}>
      <summary>Camera, microphone, quality</summary>
      <div className="form-grid">
        <Field label="Camera">
          {(ids) => (
            <select
              {...ids}
              className="input"
              value={camera?.getSettings().deviceId ?? ''}
              onChange={(event) => void broadcaster.chooseCamera(event.target.value)}
              data-testid="camera-choice"
            >
              {device(devices.cameras, 'Camera')}
            </select>
          )}
        </Field>
        <Field label="Microphone">
          {(ids) => (
            <select
              {...ids}
              className="input"
              value={microphone?.getSettings().deviceId ?? ''}
              onChange={(event) => void broadcaster.chooseMicrophone(event.target.value)}
              data-testid="microphone-choice"
            >
              {!microphone && <option value="">None</option>}
              {device(devices.microphones, 'Microphone')}
            </select>
          )}
        </Field>
        <Field label="Quality">
          {(ids) => (
            <select
              {...ids}
              className="input"
              value={quality.id}
              onChange={(event) =>
                void broadcaster.chooseQuality(
                  qualities.find((one) => one.id === event.target.value)!,
                )
              }
              data-testid="quality-choice"
            >
              {qualities.map((one) => (
                <option key={one.id} value={one.id}>
                  {one.name}
                </option>
              ))}
            </select>
          )}
        </Field>
      </div>
    </details>
  );
}
