import { Icon } from '../design/icons';
import { Button } from '../design/primitives';
import type { Mirror } from './useMirror';
import './mirror.css';

/** Where a keyboard goes on once sharing ended. */
export const offerClass = 'mirror-offer';

/** Opens what asks for consent. */
export function ReadyToShare({ mirror, message }: { mirror: Mirror; message: string }) {
  return (
    <Button
      compact
      variant="outline"
      className={offerClass}
      aria-haspopup="dialog"
      data-testid="mirror-offer"
      onClick={() => mirror.show('consent')}
    >
      <Icon name="camera" /> {message}
    </Button>
  );
}

/** Before the class there is time to look where the phone stands. */
export function OfferAtTheDoor({ mirror }: { mirror: Mirror }) {
  if (mirror.place !== 'door' && (mirror.share === null || mirror.offer === null)) return null;
  return (
    <div className="mirror-door">
      {mirror.place === 'door' && (
        <>
          <p>Your feedback spot lets your coach correct you. They can only if they see you.</p>
          <ReadyToShare mirror={mirror} message="Share your picture" />
        </>
      )}
      <Button
        compact
        variant={mirror.place === 'door' ? 'ghost' : 'outline'}
        aria-haspopup="dialog"
        data-testid="mirror-check"
        onClick={() => mirror.show('check')}
      >
        Check your camera
      </Button>
    </div>
  );
}

/** Beside the class, for whoever said not now and thinks again. */
export function OfferAside({ mirror }: { mirror: Mirror }) {
  if (mirror.place !== 'side') return null;
  return (
    <section className="panel" aria-labelledby="mirror-title">
      <h2 id="mirror-title">Your coach can’t see you</h2>
      <p className="muted small">
        Share your picture with the coaches of this class, and they can correct you.
      </p>
      <div className="row">
        <ReadyToShare mirror={mirror} message="Share your picture" />
      </div>
    </section>
  );
}
