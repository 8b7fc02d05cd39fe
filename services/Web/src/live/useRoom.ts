import { useCallback, useSyncExternalStore } from 'react';
import { useResource } from '../lib/useResource';
import { RoomClient } from './roomClient';
import { initialRoom, type RoomState } from './roomState';

const never = () => () => undefined;

/** Enters a room while the component is on screen. */
export function useRoom(sessionId: string): { room: RoomState; client: RoomClient | null } {
  const client = useResource(
    useCallback(() => {
      const created = new RoomClient(sessionId);
      created.start();
      return [created, () => void created.dispose()];
    }, [sessionId]),
  );
  const room = useSyncExternalStore(
    client?.subscribe ?? never,
    client?.snapshot ?? (() => initialRoom),
  );
  return { room, client };
}
