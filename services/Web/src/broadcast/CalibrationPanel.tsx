import { type FormEvent, useEffect, useState } from 'react';
import { streaming } from '../api/endpoints';
import { useAction } from '../api/useAction';
import { useLoad } from '../api/useLoad';
import { Button, ErrorNote } from '../design/primitives';
import type { PictureClock } from '../video/pictureClock';
import { read } from './barcodeReader';
import { Calibration, largestOffsetMs, readingsNeeded } from './calibration';

const readEveryMs = 150;
const widest = 1280;

interface Props {
  sessionId: string;
  picture: PictureClock;
  /** Shows the stream whose times are measured. */
  video: HTMLVideoElement | null;
}

/**
 * Finds how late an encoder's picture is, by a clock that its camera sees, and tells the server.
 */
export function CalibrationPanel({ sessionId, picture, video }: Props) {
  const stream = useLoad(`calibration:${sessionId}`, (signal) =>
    streaming.state(sessionId, signal),
  );
  const [measuring, setMeasuring] = useState(false);
  const { busy, problem, run } = useAction();
  const [said, setSaid] = useState('');
  const { calibration, restart } = useReadings(measuring ? video : null, picture);
  const { readings } = calibration;
  const currentMs = stream.data?.offsetMs ?? 0;
  const measuredMs = calibration.offsetMs(currentMs);

  const save = async (offsetMs: number) => {
    await run(async () => {
      await streaming.calibrate(sessionId, offsetMs);
      setSaid(offsetMs === 0 ? 'Delay cleared.' : `Saved: ${offsetMs} ms.`);
      setMeasuring(false);
      restart();
      stream.reload();
    });
  };

  return (
    <details
      className="calibration"
      data-testid="calibration-panel"
      data-offset={currentMs}
      data-readings={readings}
    >
      <summary>Video delay: {currentMs === 0 ? 'not measured' : `${currentMs} ms`}</summary>
      <div className="stack-s">
        <p className="small">
          OBS doesn’t say when a frame was captured. Open the clock on a phone or second screen,
          hold it in front of the camera so that it fills a quarter of the image, and measure.
        </p>
        <p className="small row">
          <a
            href={`/sessions/${sessionId}/clock`}
            target="_blank"
            rel="noreferrer"
            data-testid="calibration-clock"
          >
            Open the clock
          </a>{' '}
          <span className="muted">
            or, signed in on a phone: {window.location.host}/sessions/{sessionId}/clock
          </span>
        </p>
        <div className="row">
          {!measuring && (
            <Button
              compact
              variant="primary"
              disabled={!video}
              onClick={() => {
                restart();
                setSaid('');
                setMeasuring(true);
              }}
              data-testid="calibration-start"
            >
              Measure
            </Button>
          )}
          {measuring && (
            <Button compact variant="outline" onClick={() => setMeasuring(false)}>
              Cancel
            </Button>
          )}
          {measuring && measuredMs === null && (
            <span className="small" role="status">
              {readings === 0
                ? 'Looking for the clock…'
                : `${readings} of ${readingsNeeded} readings`}
            </span>
          )}
        </div>
        {measuring && measuredMs !== null && (
          <div className="row">
            <span
              className="small grow"
              role="status"
              data-testid="calibration-result"
              data-offset={measuredMs}
            >
              Your video was captured {Math.abs(Math.round(calibration.biasMs!))} ms{' '}
              {calibration.biasMs! < 0 ? 'later' : 'earlier'} than it seems ({readings} readings).
            </span>
            <Button
              compact
              variant="primary"
              busy={busy}
              onClick={() => void save(measuredMs)}
              data-testid="calibration-save"
            >
              Save {measuredMs} ms
            </Button>
          </div>
        )}
        <ByHand key={currentMs} currentMs={currentMs} busy={busy} onSave={save} />
        <p className="note-sent small" role="status">
          {said}
        </p>
        {problem && <ErrorNote problem={problem} />}
      </div>
    </details>
  );
}

function ByHand({
  currentMs,
  busy,
  onSave,
}: {
  currentMs: number;
  busy: boolean;
  onSave: (offsetMs: number) => Promise<void>;
}) {
  const [text, setText] = useState(String(currentMs));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void onSave(Number(text));
  };
  return (
    <form className="cue-form" onSubmit={submit}>
      <label className="breath-field">
        <span className="small muted">
          Set it yourself, in ms. Do cues show before the movement? Use a smaller number, such as
          −400.
        </span>
        <input
          className="input"
          type="number"
          required
          min={-largestOffsetMs}
          max={largestOffsetMs}
          step={10}
          value={text}
          onChange={(event) => setText(event.target.value)}
          data-testid="calibration-offset"
        />
      </label>
      <Button type="submit" compact busy={busy} data-testid="calibration-offset-save">
        Set
      </Button>
    </form>
  );
}

/** Reads the clock from the frames on screen while there is an element. */
function useReadings(
  video: HTMLVideoElement | null,
  picture: PictureClock,
): { calibration: Calibration; restart: () => void } {
  const [calibration, setCalibration] = useState(() => new Calibration());
  const [, redraw] = useState(0);
  useEffect(() => {
    if (!video) return;
    const canvas = document.createElement('canvas');
    const context = canvas.getContext('2d', { willReadFrequently: true })!;
    let readAt = 0;
    return picture.onFrame((mediaMs) => {
      if (performance.now() - readAt < readEveryMs || video.videoWidth === 0 || !picture.shows)
        return;
      readAt = performance.now();
      const scale = Math.min(1, widest / video.videoWidth);
      canvas.width = Math.round(video.videoWidth * scale);
      canvas.height = Math.round(video.videoHeight * scale);
      context.drawImage(video, 0, 0, canvas.width, canvas.height);
      const codedMs = read(context.getImageData(0, 0, canvas.width, canvas.height), mediaMs);
      if (codedMs === null) return;
      calibration.add(mediaMs, codedMs);
      redraw((count) => count + 1);
    });
  }, [video, picture, calibration]);
  const restart = () => setCalibration(new Calibration());
  return { calibration, restart };
}
