import type { MirrorLeader } from '../contract/hub';

/** FNV-1a, 32 bits: the same everywhere, without anything to agree on. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (let at = 0; at < text.length; at++)
    value = Math.imul(value ^ text.charCodeAt(at), 0x01000193) >>> 0;
  // The last letters would otherwise decide little of the order.
  value = Math.imul(value ^ (value >>> 16), 0x85ebca6b) >>> 0;
  return (value ^ (value >>> 13)) >>> 0;
}

/** The leaders who share the wall, each person once, however many windows they have open. */
export const splitters = (leaders: readonly MirrorLeader[]): string[] =>
  [...new Set(leaders.filter((one) => one.splits).map((one) => one.memberId))].sort();

const byLiking = (memberId: string, leaders: readonly string[]) =>
  [...leaders].sort(
    (a, b) => hash(`${b} ${memberId}`) - hash(`${a} ${memberId}`) || a.localeCompare(b),
  );

/**
 * Whose each of these members is. Every leader's page comes to the same without asking the others;
 * nobody has more than one more than their part, and few change hands when somebody comes or goes.
 * @param members those whom all leaders know alike
 */
export function shareOut(
  members: readonly string[],
  leaders: readonly string[],
): ReadonlyMap<string, string> {
  if (leaders.length < 2) return new Map();
  const most = Math.ceil(members.length / leaders.length);
  const counts = new Map(leaders.map((leader) => [leader, 0]));
  const shares = new Map<string, string>();
  const inOneOrder = [...members].sort((a, b) => hash(a) - hash(b) || a.localeCompare(b));
  for (const member of inOneOrder) {
    const leader = byLiking(member, leaders).find((one) => counts.get(one)! < most)!;
    counts.set(leader, counts.get(leader)! + 1);
    shares.set(member, leader);
  }
  return shares;
}

/** Whose a member is whom not every leader may know yet. */
export const likedBy = (memberId: string, leaders: readonly string[]): string | null =>
  leaders.length < 2 ? null : byLiking(memberId, leaders)[0]!;
