import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react';
import type { RoomMember } from '../contract/hub';
import { useResource } from '../lib/useResource';
import type { RoomClient } from '../live/roomClient';
import { classTimes, type RoomState } from '../live/roomState';
import { WallClient } from './wallClient';
import { noWall, type WallState } from './wallState';

const never = () => () => undefined;

/** Instructors and coaches watch until the class is over, administrators while they lead it. */
function mayWatch(room: RoomState): boolean {
  const { join } = room;
  if (!join?.mirror || room.closed || classTimes(room).endedAtMs !== null) return false;
  return join.role === 'admin' ? room.leads : join.role !== 'participant';
}

export interface MirrorWall {
  /** Null where this class has no wall, or not for this leader. */
  client: WallClient | null;
  state: WallState;
  /** Who shares, as people of the room. */
  sharing: readonly RoomMember[];
}

/** Watches the members who share their picture, while the component is on screen. */
export function useMirrorWall(
  sessionId: string,
  room: RoomState,
  roomClient: RoomClient | null,
): MirrorWall {
  const watches = mayWatch(room);
  const clock = roomClient?.clock;
  const client = useResource(
    useCallback(() => {
      if (!watches || !clock) return null;
      const created = new WallClient(sessionId, clock);
      created.start();
      return [created, () => created.close()];
    }, [sessionId, watches, clock]),
  );
  const state = useSyncExternalStore(
    client?.subscribe ?? never,
    client?.snapshot ?? (() => noWall),
  );
  const { cues } = room.cueLog;
  useEffect(() => {
    client?.follow(cues);
  }, [client, cues]);
  const sharing = useMemo(
    () =>
      state.tiles.map(({ memberId, displayName }) => ({
        memberId,
        displayName,
        role: 'participant' as const,
      })),
    [state.tiles],
  );
  return { client, state, sharing };
}
