import { useEffect, useRef } from 'react';
import { Icon } from '../design/icons';
import { Button } from '../design/primitives';
import { endingOf } from './endings';
import { lampOf, saidOf } from './lampWords';
import { offerClass, ReadyToShare } from './MirrorOffer';
import type { Share } from './share';
import type { ShareState } from './shareState';
import type { Mirror } from './useMirror';
import './mirror.css';

/**
 * In the room's head, where it is seen in every view, the whole screen too: the lamp as long as
 * anything is sent, why that ended, or the offer to begin.
 */
export function MirrorLine({ mirror }: { mirror: Mirror }) {
  useFocusAfter(mirror.share);
  return (
    <>
      {/* It stands before and after what it speaks of: what comes with its words is not read. */}
      <span className="visually-hidden" role="status" data-testid="mirror-said">
        {saidOf(mirror)}
      </span>
      <WhatIsOn mirror={mirror} />
    </>
  );
}

/** What was pressed is gone with the lamp: a keyboard goes on at the offer, or in the room. */
function useFocusAfter(share: Share | null) {
  useEffect(() => {
    if (share === null) return;
    return () => {
      const onward = [document.querySelector(`.${offerClass}`), document.getElementById('main')];
      for (const place of onward)
        if (document.activeElement === document.body && place instanceof HTMLElement)
          place.focus({ preventScroll: true });
    };
  }, [share]);
}

function WhatIsOn({ mirror }: { mirror: Mirror }) {
  const { share, state, ended } = mirror;
  if (share !== null && state !== null) return <Lamp share={share} state={state} mirror={mirror} />;
  if (ended !== null) return <EndedLine mirror={mirror} />;
  if (mirror.place !== 'head') return null;
  return (
    <div className="mirror-line">
      <ReadyToShare mirror={mirror} message="Share your picture" />
      <IconButton icon="cross" label="Not now" onClick={mirror.decline} testId="mirror-decline" />
    </div>
  );
}

function Lamp({ share, state, mirror }: { share: Share; state: ShareState; mirror: Mirror }) {
  const lamp = lampOf(state);
  const button = useRef<HTMLButtonElement>(null);
  // What was pressed to get here is gone: a keyboard goes on at what can be done now.
  useEffect(() => button.current?.focus({ preventScroll: true }), []);
  return (
    <div
      className="mirror-line lamp"
      role="group"
      aria-label="Your picture"
      data-testid="mirror-lamp"
      data-state={lamp.state}
    >
      <button
        ref={button}
        type="button"
        className="mirror-lamp"
        aria-haspopup="dialog"
        title={`${lamp.message}. See what your coach sees.`}
        onClick={() => mirror.show('consent')}
      >
        <span className="mirror-light" aria-hidden="true" />
        <span
          className="mirror-words"
          data-testid={lamp.state === 'looked-at' ? 'mirror-lookers' : undefined}
        >
          {lamp.message}
        </span>
        <span className="visually-hidden">. See what your coach sees.</span>
      </button>
      <IconButton
        icon={state.paused ? 'play' : 'pause'}
        label={state.paused ? 'Go on sharing your picture' : 'Pause your picture'}
        onClick={() => share.setPaused(!state.paused)}
        testId="mirror-pause"
      />
      <IconButton
        icon="stop"
        label="Stop sharing your picture"
        onClick={mirror.stop}
        testId="mirror-stop"
      />
    </div>
  );
}

function EndedLine({ mirror }: { mirror: Mirror }) {
  const { message, again } = endingOf(mirror.ended!);
  return (
    <div className="mirror-line ended" data-testid="mirror-ended">
      <span className="mirror-words">{message}</span>
      {again && mirror.offer !== null && (
        <Button
          compact
          variant="outline"
          className={offerClass}
          onClick={() => {
            mirror.read();
            mirror.show('consent');
          }}
        >
          Share again
        </Button>
      )}
      <IconButton icon="cross" label="All right" onClick={mirror.read} />
    </div>
  );
}

function IconButton({
  icon,
  label,
  onClick,
  testId,
}: {
  icon: 'pause' | 'play' | 'stop' | 'cross';
  label: string;
  onClick: () => void;
  testId?: string;
}) {
  return (
    <button
      type="button"
      className="mirror-button"
      aria-label={label}
      title={label}
      onClick={onClick}
      data-testid={testId}
    >
      <Icon name={icon} />
    </button>
  );
}
