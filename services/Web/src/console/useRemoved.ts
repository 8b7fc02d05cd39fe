import { useState } from 'react';
import type { RoomMember } from '../contract/hub';
import type { RoomClient } from '../live/roomClient';
import type { RoomState } from '../live/roomState';
import type { Act } from './useCoaching';

/** Who was removed from the class, and removing them or letting them come back. */
export function useRemoved(
  room: RoomState,
  client: RoomClient | null,
  act: Act,
  onRemoved: (memberId: string) => void,
) {
  const told = room.join?.removed;
  const [heard, setHeard] = useState(told);
  const [removed, setRemoved] = useState<RoomMember[]>([]);
  if (heard !== told) {
    setHeard(told);
    setRemoved(told ?? []);
  }

  const remove = async (member: RoomMember) => {
    const done = await act(
      client?.removeMember(member.memberId),
      `${member.displayName} was removed from the class`,
    );
    if (done) {
      setRemoved((old) => [...old.filter((one) => one.memberId !== member.memberId), member]);
      onRemoved(member.memberId);
    }
    return done;
  };
  const readmit = async (member: RoomMember) => {
    const done = await act(
      client?.readmitMember(member.memberId),
      `${member.displayName} can come back`,
    );
    if (done) setRemoved((old) => old.filter((one) => one.memberId !== member.memberId));
    return done;
  };
  return { removed, remove, readmit };
}
