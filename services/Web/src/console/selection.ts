/** Where the keyboard is in the roster, and who gets the next note. */
export interface Selection {
  /** The member at the cursor. */
  at: string | null;
  /** The order of the roster when the cursor came there. */
  order: string[];
  selected: string[];
  /** It was led there from outside the roster, which then keeps where it is. */
  elsewhere?: true;
}

export const nobodySelected: Selection = { at: null, order: [], selected: [] };

/**
 * The member one row on (1) or back (-1). A note may have moved the member at the cursor down, or
 * out of a filtered list: then it goes on to whoever came next before that, so that nobody is
 * skipped; after the last one it begins again.
 */
export function neighbour(
  selection: Selection,
  rows: readonly string[],
  by: 1 | -1,
): string | null {
  const { at, order } = selection;
  if (rows.length === 0) return null;
  if (at === null) return by === 1 ? rows[0]! : rows.at(-1)!;
  const now = rows.indexOf(at);
  const then = order.indexOf(at);
  const ahead = (
    by === 1 ? order.slice(then + 1) : order.slice(0, Math.max(then, 0)).reverse()
  ).filter((one) => rows.includes(one));
  const follower = ahead[0];
  if (now < 0) return follower ?? (by === 1 ? rows[0]! : rows.at(-1)!);
  const overtaken =
    follower !== undefined &&
    (by === 1 ? rows.indexOf(follower) < now : rows.indexOf(follower) > now);
  return overtaken ? follower : (rows[now + by] ?? at);
}

/**
 * Moves the cursor. A single selection does not follow it and is given up: a note never goes to
 * somebody the eye has left.
 */
export function move(selection: Selection, rows: readonly string[], by: 1 | -1): Selection {
  const at = neighbour(selection, rows, by);
  return {
    at,
    order: [...rows],
    selected:
      selection.selected.length === 1 && selection.selected[0] !== at ? [] : selection.selected,
  };
}

/** Selects one alone, or adds and takes away; selecting the only one again takes it away. */
export function pick(
  selection: Selection,
  rows: readonly string[],
  memberId: string,
  add: boolean,
): Selection {
  const { selected } = selection;
  const alone = selected.length === 1 && selected[0] === memberId;
  const next = add
    ? selected.includes(memberId)
      ? selected.filter((one) => one !== memberId)
      : [...selected, memberId]
    : alone
      ? []
      : [memberId];
  return { at: memberId, order: [...rows], selected: next };
}

/** Leads the cursor to somebody from outside the roster; gives up what `move` would give up. */
export function goTo(selection: Selection, rows: readonly string[], memberId: string): Selection {
  const { selected } = selection;
  return {
    at: memberId,
    order: [...rows],
    selected: selected.length === 1 && selected[0] !== memberId ? [] : selected,
    elsewhere: true,
  };
}

/** Selects one alone, from outside the roster, whether or not they were selected. */
export const choose = (rows: readonly string[], memberId: string): Selection => ({
  at: memberId,
  order: [...rows],
  selected: [memberId],
  elsewhere: true,
});

/** Selects the next raised hand after the one at the cursor, and the first again after the last. */
export function nextHand(
  selection: Selection,
  rows: readonly string[],
  hands: readonly string[],
): Selection {
  if (hands.length === 0) return selection;
  const next = hands[(selection.at === null ? -1 : hands.indexOf(selection.at)) + 1] ?? hands[0]!;
  return { at: next, order: [...rows], selected: [next] };
}

/** Whoever is gone from the roster is not selected any more. */
export function only(selection: Selection, present: ReadonlySet<string>): Selection {
  const selected = selection.selected.filter((one) => present.has(one));
  return selected.length === selection.selected.length ? selection : { ...selection, selected };
}
