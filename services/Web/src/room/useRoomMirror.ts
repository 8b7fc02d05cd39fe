import { useMemo } from 'react';
import type { RunSheet } from '../contract/hub';
import type { Clock } from '../clock/clock';
import type { RoomState } from '../live/roomState';
import type { Practised } from '../mirror/MirrorDialogPlace';
import { type Mirror, useMirror } from '../mirror/useMirror';
import type { PictureClock } from '../video/pictureClock';

/** The mirror of a room: offered to who has a coached seat, for as long as the class lasts. */
export function useRoomMirror(
  sessionId: string,
  room: RoomState,
  picture: PictureClock,
  clock: Clock | undefined,
  { live, over }: { live: boolean; over: boolean },
): Mirror {
  const known = useMemo(
    () => (clock ? { sessionId, clock, classAtMs: () => picture.frameMs } : null),
    [sessionId, clock, picture],
  );
  const refused = room.connection === 'refused' ? room.problem?.code : room.closed?.code;
  return useMirror(sessionId, {
    room: known,
    offer: room.join?.seat === 'booked' ? (room.join.mirror ?? null) : null,
    live,
    over: refused ?? (over ? 'room.closed' : null),
  });
}

/** Each exercise of a class once, in its order. */
export const practisedIn = (runSheet: RunSheet | null): Practised[] => [
  ...new Map(
    (runSheet?.steps ?? [])
      .filter(({ kind }) => kind !== 'rest')
      .map(({ exercise, name }) => [exercise, { exercise, name }]),
  ).values(),
];
