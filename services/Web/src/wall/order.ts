/** How the wall is ordered: by who needs a look, by seat, or as its leader laid it. */
export const wallOrders = ['need', 'seat', 'own'] as const;
export type WallOrder = (typeof wallOrders)[number];

/** Who is on the wall, with what their place depends on. */
export interface WallPerson {
  memberId: string;
  displayName: string;
  here: boolean;
  pinned: boolean;
  /** Place among the raised hands, from 1; null without one. */
  handPlace: number | null;
  /** Oldest first. */
  notes: readonly { resolvedAtMs?: number | null }[];
  /** They have a picture. */
  shares: boolean;
  /** When somebody last looked in on them, Unix milliseconds; null when nobody did. */
  lookedAtMs: number | null;
  /** Another leader takes care of them. */
  others: boolean;
}

export interface Laid {
  /** Members with a seat, as the room names them. */
  seats: readonly string[];
  /** Members as this leader laid them. */
  own: readonly string[];
}

const place = (list: readonly string[], one: string) => {
  const at = list.indexOf(one);
  return at < 0 ? Infinity : at;
};

/** Noted, and not better yet: whoever sent the note wants to know. */
const isOpen = (person: WallPerson) => {
  const last = person.notes.at(-1);
  return last !== undefined && last.resolvedAtMs == null;
};

/** Smaller comes first, the first difference decides. */
function ranks(order: WallOrder, person: WallPerson, laid: Laid): number[] {
  const mine = person.others ? 1 : 0;
  switch (order) {
    case 'seat':
      return [mine, place(laid.seats, person.memberId)];
    case 'own':
      return [mine, place(laid.own, person.memberId), place(laid.seats, person.memberId)];
    case 'need':
      return [
        mine,
        person.handPlace ?? Infinity,
        person.pinned ? 0 : 1,
        person.shares ? 0 : person.here ? 1 : 2,
        isOpen(person) ? 0 : 1,
        // Whoever was never looked at has waited longest; without a picture, whoever has no note.
        person.shares ? (person.lookedAtMs ?? -Infinity) : person.notes.length,
      ];
  }
}

export function ordered<T extends WallPerson>(
  people: readonly T[],
  order: WallOrder,
  laid: Laid,
): T[] {
  const ranked = people.map((person) => ({ person, rank: ranks(order, person, laid) }));
  ranked.sort((a, b) => {
    const at = a.rank.findIndex((value, index) => value !== b.rank[index]);
    return at >= 0
      ? a.rank[at]! < b.rank[at]!
        ? -1
        : 1
      : a.person.displayName.localeCompare(b.person.displayName) ||
          a.person.memberId.localeCompare(b.person.memberId);
  });
  return ranked.map(({ person }) => person);
}

/** As many as there is room for, in their order: whoever has a picture before who has none. */
export function withRoom<T extends WallPerson>(people: readonly T[], most: number): T[] {
  const byPicture = [...people].sort((a, b) => Number(b.shares) - Number(a.shares));
  const placed = new Set(byPicture.slice(0, most));
  return people.filter((one) => placed.has(one));
}

/**
 * The order on screen while somebody's eye or finger is on it: nobody changes place, whoever is new
 * comes last, whoever is gone leaves.
 */
export function settled(shown: readonly string[], wanted: readonly string[]): string[] {
  const there = new Set(wanted);
  const kept = shown.filter((one) => there.has(one));
  const before = new Set(kept);
  return [...kept, ...wanted.filter((one) => !before.has(one))];
}

export const sameOrder = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((one, at) => one === b[at]);

/** Takes one out and puts it where another stands. */
export function laidAt(order: readonly string[], memberId: string, at: number): string[] {
  const rest = order.filter((one) => one !== memberId);
  const to = Math.min(Math.max(at, 0), rest.length);
  return [...rest.slice(0, to), memberId, ...rest.slice(to)];
}
