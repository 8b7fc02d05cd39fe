import { useEffect, useState, useSyncExternalStore } from 'react';
import type { ServerClock } from '../clock/clock';
import { Broadcaster, type BroadcastState } from './broadcaster';

const never = () => () => undefined;

/** Camera, microphone and stream of a session for as long as the component is on screen. */
export function useBroadcaster(
  sessionId: string,
  clock: ServerClock | undefined,
): { broadcaster: Broadcaster | null; state: BroadcastState | null } {
  const [broadcaster, setBroadcaster] = useState<Broadcaster | null>(null);
  useEffect(() => {
    if (!clock) return;
    const created = new Broadcaster(sessionId, clock);
    setBroadcaster(created);
    return () => {
      created.dispose();
      setBroadcaster(null);
    };
  }, [sessionId, clock]);
  const state = useSyncExternalStore(
    broadcaster?.subscribe ?? never,
    broadcaster?.snapshot ?? (() => null),
  );
  return { broadcaster, state };
}
