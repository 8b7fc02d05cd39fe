import type { RaisedHand, RoomMember } from '../contract/hub';

export interface RosterRow {
  memberId: string;
  displayName: string;
  here: boolean;
  seat: boolean;
  hand: boolean;
}

/**
 * Participants that a note can go to: who is here and who holds a coached seat; those here first,
 * seats before viewers. Whoever shares their picture is here, and has a seat, however little the
 * room says of them.
 */
export function roster(
  present: readonly RoomMember[],
  seats: readonly RoomMember[],
  hands: readonly RaisedHand[],
  sharing: readonly RoomMember[] = [],
): RosterRow[] {
  const rows = new Map<string, RosterRow>();
  const row = (memberId: string, displayName: string): RosterRow => {
    const found = rows.get(memberId) ?? {
      memberId,
      displayName,
      here: false,
      seat: false,
      hand: false,
    };
    rows.set(memberId, found);
    return found;
  };
  const leaders = new Set(
    present.filter((member) => member.role !== 'participant').map((member) => member.memberId),
  );
  for (const member of present)
    if (!leaders.has(member.memberId)) row(member.memberId, member.displayName).here = true;
  for (const member of seats)
    if (!leaders.has(member.memberId)) row(member.memberId, member.displayName).seat = true;
  for (const member of sharing)
    if (!leaders.has(member.memberId))
      Object.assign(row(member.memberId, member.displayName), { here: true, seat: true });
  // In a full room presence names only leaders and friends: a raised hand shows that its owner is
  // here.
  for (const hand of hands)
    if (!leaders.has(hand.memberId))
      Object.assign(row(hand.memberId, hand.displayName), { hand: true, here: true });
  return [...rows.values()].sort(
    (a, b) =>
      Number(b.here) - Number(a.here) ||
      Number(b.seat) - Number(a.seat) ||
      a.displayName.localeCompare(b.displayName),
  );
}

export function matches(row: RosterRow, search: string): boolean {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return words.every((word) => row.displayName.toLowerCase().includes(word));
}
