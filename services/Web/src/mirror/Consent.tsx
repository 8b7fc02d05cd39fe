import { useState } from 'react';
import { mirrorLimits } from '../contract/hub';
import { Field } from '../design/forms';
import { Button, Waiting } from '../design/primitives';
import { LookChoice } from './LookChoice';
import { Preview } from './Preview';
import { Share } from './share';
import type { OpenedCamera } from './useCamera';
import type { Mirror } from './useMirror';

const { tileWidth, tileHeight } = mirrorLimits;

/** Asks, for this class alone, and shows exactly what the coach is going to see. */
export function Consent({
  titleId,
  opened,
  mirror,
}: {
  titleId: string;
  opened: OpenedCamera;
  mirror: Mirror;
}) {
  const { look, ofAge } = mirror;
  const [asked, setAsked] = useState(false);
  const minimumAge = mirror.offer?.minimumAge ?? 0;
  const tooYoung = minimumAge > 0 && !ofAge;

  const begin = () => {
    setAsked(true);
    if (tooYoung || mirror.room === null) return;
    const camera = opened.handOver();
    if (camera !== null) mirror.begin(new Share({ ...mirror.room, camera, look, ofAge }));
  };

  return (
    <div className="mirror-consent" data-testid="mirror-consent">
      <h2 id={titleId}>Share your picture with your coach?</h2>
      {opened.problem !== null ? (
        <CameraProblem opened={opened} />
      ) : (
        <Preview
          camera={opened.camera}
          look={look}
          width={tileWidth}
          height={tileHeight}
          framesPerSecond={4}
          label="What your coach will see"
          testId="mirror-preview"
        >
          {opened.camera === null && <Waiting>Your browser may ask for permission.</Waiting>}
        </Preview>
      )}
      <CheckButton mirror={mirror} />
      <p className="mirror-promise">
        Only who leads this class sees this: nobody else in it, no sound, and nothing is recorded. A
        coach who looks closer sees you larger and smoother, and your screen says who. It ends with
        the class, and you can pause or stop at any time.{' '}
        <a href="/mirror" target="_blank" rel="noreferrer">
          Who can see what<span className="visually-hidden"> (opens in a new tab)</span>
        </a>
      </p>
      <LookChoice look={look} onChange={mirror.setLook} />
      <CameraChoice opened={opened} />
      {minimumAge > 0 && (
        <Field
          label={`This class asks for at least ${minimumAge} years`}
          wrong={
            asked && tooYoung ? ['Only who is old enough can share a picture here.'] : undefined
          }
        >
          {(ids) => (
            <label className="mirror-age">
              <input
                {...ids}
                type="checkbox"
                checked={ofAge}
                data-testid="mirror-age"
                onChange={(event) => mirror.setOfAge(event.target.checked)}
              />
              <span>I am {minimumAge} or older</span>
            </label>
          )}
        </Field>
      )}
      <div className="row mirror-actions">
        <Button
          variant="primary"
          data-testid="mirror-start"
          aria-disabled={opened.camera === null || undefined}
          onClick={begin}
        >
          Yes, share
        </Button>
        <Button variant="outline" onClick={() => mirror.show(null)}>
          Not now
        </Button>
      </div>
    </div>
  );
}

export function CheckButton({ mirror }: { mirror: Mirror }) {
  return (
    <Button
      compact
      variant="ghost"
      className="mirror-to-check"
      onClick={() => mirror.show('check')}
      data-testid="mirror-to-check"
    >
      Check how you stand
    </Button>
  );
}

/** Why there is no camera, and another try. */
export function CameraProblem({ opened }: { opened: OpenedCamera }) {
  return (
    <div className="notice bad" role="alert" data-testid="mirror-problem">
      <span className="text">{opened.problem}</span>
      <Button compact variant="outline" onClick={opened.retry}>
        Try again
      </Button>
    </div>
  );
}

function CameraChoice({ opened }: { opened: OpenedCamera }) {
  if (opened.choices.length === 0) return null;
  return (
    <Field label="Camera">
      {(ids) => (
        <select
          {...ids}
          className="input"
          data-testid="mirror-camera"
          value={opened.camera?.deviceId ?? ''}
          onChange={(event) => opened.choose(event.target.value)}
        >
          {opened.choices.map((one, index) => (
            <option key={one.deviceId} value={one.deviceId}>
              {one.label || `Camera ${index + 1}`}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
