import { useEffect, useState } from 'react';
import type { ConnectionState } from '../live/roomState';
import { Button, Spinner } from '../design/primitives';
import './room.css';

interface Props {
  connection: ConnectionState;
  /** Why it is lost, if that can be said. */
  why?: string;
  /** Why the connection takes a detour, if it does. */
  detour: string | null;
  /** True where that is nobody's to change: then it goes by itself. */
  passing?: boolean;
  onRetry: () => void;
}

/**
 * Shows a lost connection while it heals, and for a moment that it did; and that it takes a detour
 * until that was read.
 */
export function ConnectionBanner({ connection, why, detour, passing = false, onRetry }: Props) {
  const [read, setRead] = useState(false);
  const [healed, setHealed] = useState(false);
  const [wasLost, setWasLost] = useState(false);
  if (connection === 'lost' && !wasLost) {
    setWasLost(true);
    setHealed(false);
  } else if (connection === 'joined' && wasLost) {
    setWasLost(false);
    setHealed(true);
  }
  useEffect(() => {
    if (!healed) return;
    const timer = setTimeout(() => setHealed(false), 4000);
    return () => clearTimeout(timer);
  }, [healed]);

  useEffect(() => {
    if (!detour || !passing) return;
    const timer = setTimeout(() => setRead(true), 8000);
    return () => clearTimeout(timer);
  }, [detour, passing]);

  const message =
    connection === 'joined'
      ? healed
        ? 'You’re back. You didn’t miss anything.'
        : 'Connected'
      : connection === 'lost'
        ? (why ?? 'Connection lost. Reconnecting…')
        : 'Joining the class…';
  const shown = connection === 'lost' || healed;
  return (
    <>
      <div
        data-testid="connection-state"
        data-state={healed ? 'healed' : connection}
        role="status"
        className={
          shown ? `connection ${connection === 'lost' ? 'lost' : 'healed'}` : 'visually-hidden'
        }
      >
        {connection === 'lost' && <Spinner />}
        <span className="grow">{message}</span>
        {connection === 'lost' && (
          <Button compact variant="outline" onClick={onRetry}>
            Try now
          </Button>
        )}
      </div>
      {detour && !read && (
        <div className="connection moved detour" role="status" data-testid="connection-detour">
          <span className="grow">{detour}</span>
          <Button compact variant="outline" onClick={() => setRead(true)}>
            All right
          </Button>
        </div>
      )}
    </>
  );
}
