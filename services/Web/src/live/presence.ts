import type { PresenceDifference, PresenceSnapshot, RoomMember } from '../contract/hub';

const order = (member: RoomMember) =>
  member.role === 'instructor' ? 0 : member.role === 'participant' ? 2 : 1;

function sorted(members: Iterable<RoomMember>): RoomMember[] {
  return [...members].sort(
    (a, b) =>
      order(a) - order(b) ||
      a.displayName.localeCompare(b.displayName) ||
      a.memberId.localeCompare(b.memberId),
  );
}

export const nobody: PresenceSnapshot = { count: 0, listed: true, members: [] };

export function fromSnapshot(snapshot: PresenceSnapshot): PresenceSnapshot {
  return { ...snapshot, members: sorted(snapshot.members) };
}

/**
 * Applies a difference. When the room crosses the line between list and count, the difference is
 * against an empty list.
 */
export function mergePresence(
  before: PresenceSnapshot,
  difference: PresenceDifference,
): PresenceSnapshot {
  const members = new Map<string, RoomMember>();
  if (before.listed === difference.listed)
    for (const member of before.members) members.set(member.memberId, member);
  for (const memberId of difference.left) members.delete(memberId);
  for (const member of difference.joined) members.set(member.memberId, member);
  return { count: difference.count, listed: difference.listed, members: sorted(members.values()) };
}
