import { mirrorLimits } from '../contract/hub';
import { Button } from '../design/primitives';
import { CheckButton } from './Consent';
import { lampOf } from './lampWords';
import { LookChoice } from './LookChoice';
import { Preview } from './Preview';
import type { Share } from './share';
import type { ShareState } from './shareState';
import type { Mirror } from './useMirror';

const { tileWidth, tileHeight } = mirrorLimits;

/** What is shared now, and how: to change, to pause, or to end. */
export function SharedNow({
  titleId,
  share,
  state,
  mirror,
}: {
  titleId: string;
  share: Share;
  state: ShareState;
  mirror: Mirror;
}) {
  return (
    <div className="mirror-consent" data-testid="mirror-shared">
      <h2 id={titleId}>What your coach sees</h2>
      <Preview
        camera={share.camera}
        look={state.look}
        width={tileWidth}
        height={tileHeight}
        framesPerSecond={4}
        label="What your coach sees"
        testId="mirror-preview"
      />
      <CheckButton mirror={mirror} />
      <LampMessage state={state} />
      <p className="muted small">
        A coach who looks closer sees you larger and smoother; the lamp says so by name.{' '}
        <a href="/mirror" target="_blank" rel="noreferrer">
          Who can see what<span className="visually-hidden"> (opens in a new tab)</span>
        </a>
      </p>
      <LookChoice look={state.look} onChange={mirror.setLook} />
      <div className="row mirror-actions">
        <Button variant="primary" onClick={() => mirror.show(null)}>
          Close
        </Button>
        <PauseAndStop share={share} state={state} mirror={mirror} />
      </div>
    </div>
  );
}

/** What the lamp says, which a dialog lies over. */
export function LampMessage({ state }: { state: ShareState }) {
  return (
    <p role="status" data-testid="mirror-lamp-message">
      {lampOf(state).message}
    </p>
  );
}

export function PauseAndStop({
  share,
  state,
  mirror,
}: {
  share: Share;
  state: ShareState;
  mirror: Mirror;
}) {
  return (
    <>
      <Button variant="outline" onClick={() => share.setPaused(!state.paused)}>
        {state.paused ? 'Go on' : 'Pause'}
      </Button>
      <Button variant="outline" onClick={mirror.stop}>
        Stop
      </Button>
    </>
  );
}
