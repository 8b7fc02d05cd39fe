import { useEffect, useRef, useState } from 'react';
import type { ConnectionState } from '../live/roomState';
import { Button, Spinner } from '../design/primitives';

/** Shows a lost connection while it heals, and for a moment that it did. */
export function ConnectionBanner({ connection, onRetry }: { connection: ConnectionState; onRetry: () => void }) {
  const [healed, setHealed] = useState(false);
  const wasLost = useRef(false);
  useEffect(() => {
    if (connection === 'lost') {
      wasLost.current = true;
      setHealed(false);
    } else if (connection === 'joined' && wasLost.current) {
      wasLost.current = false;
      setHealed(true);
      const timer = setTimeout(() => setHealed(false), 4000);
      return () => clearTimeout(timer);
    }
  }, [connection]);

  const words = connection === 'joined' ? (healed ? 'You’re back. You didn’t miss anything.' : 'Connected') : connection === 'lost' ? 'Connection lost. Reconnecting…' : 'Joining the class…';
  const shown = connection === 'lost' || healed;
  return (
    <div data-testid="connection-state" data-state={healed ? 'healed' : connection} role="status" className={shown ? `connection ${connection === 'lost' ? 'lost' : 'healed'}` : 'visually-hidden'}>
      {connection === 'lost' && <Spinner />}
      <span className="grow">{words}</span>
      {connection === 'lost' && <Button compact look="outline" onClick={onRetry}>Try now</Button>}
    </div>
  );
}
