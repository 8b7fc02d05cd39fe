import { useEffect, useState, useSyncExternalStore } from 'react';
import { RoomClient } from './roomClient';
import { initialRoom, type RoomState } from './roomState';

const never = () => () => undefined;

/** Enters a room while the component is on screen. */
export function useRoom(sessionId: string): { room: RoomState; client: RoomClient | null } {
  const [client, setClient] = useState<RoomClient | null>(null);
  useEffect(() => {
    const created = new RoomClient(sessionId);
    created.start();
    setClient(created);
    return () => void created.dispose();
  }, [sessionId]);
  const room = useSyncExternalStore(
    client?.subscribe ?? never,
    client?.snapshot ?? (() => initialRoom),
  );
  return { room, client };
}
