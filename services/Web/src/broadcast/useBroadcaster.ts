import { useCallback, useSyncExternalStore } from 'react';
import type { ServerClock } from '../clock/clock';
import { useResource } from '../lib/useResource';
import { Broadcaster, type BroadcastState } from './broadcaster';

const never = () => () => undefined;

/** Camera, microphone and stream of a session for as long as the component is on screen. */
export function useBroadcaster(
  sessionId: string,
  clock: ServerClock | undefined,
): { broadcaster: Broadcaster | null; state: BroadcastState | null } {
  const broadcaster = useResource(
    useCallback(() => {
      if (!clock) return null;
      const created = new Broadcaster(sessionId, clock);
      return [created, () => created.dispose()];
    }, [sessionId, clock]),
  );
  const state = useSyncExternalStore(
    broadcaster?.subscribe ?? never,
    broadcaster?.snapshot ?? (() => null),
  );
  return { broadcaster, state };
}
