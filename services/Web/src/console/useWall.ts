import { useEffect, useState } from 'react';
import type { RunSheetStep } from '../contract/hub';
import type { TileState } from '../wall/age';
import type { WallPerson } from '../wall/order';
import { likedBy, shareOut, splitters } from '../wall/split';
import type { MirrorWall } from '../wall/useMirrorWall';
import { useRound } from '../wall/useRound';
import type { KeyAct } from './keys';
import type { CoachedRow } from './rosterRows';
import type { Coaching } from './useCoaching';
import { useWallOrder } from './useWallOrder';

/** A place on the wall. */
export interface WallCell extends Omit<WallPerson, 'notes'>, CoachedRow {
  state: TileState;
  /** What they move along with. */
  step: RunSheetStep | undefined;
  /** Who else looks in on them now. */
  lookers: string[];
  /** Who takes care of them, when that is another leader. */
  of: string | null;
}

interface Room {
  /** Members with a seat, as the room names them. */
  seats: readonly { memberId: string }[];
  stepOf: (memberId: string) => RunSheetStep | undefined;
  /** A note in words of one's own is begun. */
  writing: boolean;
}

const testIdOf = (memberId: string) => `[data-member="${CSS.escape(memberId)}"]`;

/** Brings the keyboard to somebody's tile. */
export const focusTile = (memberId: string) =>
  document.querySelector<HTMLElement>(`.wall-grid ${testIdOf(memberId)}`)?.focus();

/** The pictures of those who share, as this leader works with them; notes go the roster's way. */
export function useWall(
  { client, state }: MirrorWall,
  coach: Coaching,
  { seats, stepOf, writing }: Room,
) {
  const [opened, setOpened] = useState<string | null>(null);
  const { selected, at } = coach.selection;
  // Somebody is looked at for as long as they alone are selected: what is noted is what is seen.
  const open = opened !== null && selected.length === 1 && selected[0] === opened ? opened : null;
  if (opened !== open) setOpened(open);
  useEffect(() => {
    client?.look(open);
  }, [client, open]);

  const me = state.leaders.find((one) => one.id === state.id)?.memberId;
  const others = state.leaders.filter((one) => one.memberId !== me);
  const nameOfLeader = (memberId: string | undefined) =>
    others.find((one) => one.memberId === memberId)?.displayName ?? null;
  const sharing = new Map(state.tiles.map((tile) => [tile.memberId, tile]));
  const between = splitters(state.leaders);
  const splits = me !== undefined && between.includes(me);
  const shares = splits ? shareOut([...sharing.keys()], between) : new Map<string, string>();

  const people = coach.rows
    .filter((row) => row.seat || sharing.has(row.memberId))
    .map((row): WallCell => {
      const tile = sharing.get(row.memberId);
      const of = splits
        ? nameOfLeader(shares.get(row.memberId) ?? likedBy(row.memberId, between) ?? undefined)
        : null;
      return {
        ...row,
        shares: tile !== undefined,
        state: state.states[row.memberId] ?? (tile ? 'waiting' : 'none'),
        lookedAtMs: tile?.lastLookAtMs ?? null,
        step: stepOf(row.memberId),
        lookers: [
          ...new Set(
            others
              .filter((one) => tile !== undefined && one.looksAt === tile.tile)
              .map((one) => one.displayName),
          ),
        ],
        of,
        others: of !== null,
      };
    });
  const laid = useWallOrder(
    people,
    seats.map((one) => one.memberId),
    open !== null,
  );
  const { cells } = laid;
  const cellOf = (memberId: string) => cells.find((one) => one.memberId === memberId);

  const look = (memberId: string) => {
    setOpened(memberId);
    coach.choose(memberId);
  };
  const round = useRound({
    looking: open,
    candidates: cells
      .filter(
        (one) =>
          one.shares &&
          one.state !== 'paused' &&
          !one.others &&
          (one.lookers.length === 0 || one.memberId === open),
      )
      .map((one) => one.memberId),
    stateOf: (memberId) => state.states[memberId] ?? 'none',
    saidOf: (memberId) =>
      cellOf(memberId)?.notes.reduce((sum, one) => sum + (one.resolvedAtMs == null ? 1 : 2), 0) ??
      0,
    nameOf: coach.nameOf,
    writing,
    look,
  });

  /** Who is one place on from who is looked at, around the end. */
  const turnTo = (by: 1 | -1) => {
    const from = cells.findIndex((one) => one.memberId === open);
    const next = cells[(from + by + cells.length) % cells.length];
    if (next) look(next.memberId);
  };

  return {
    ...laid,
    state,
    client,
    /** There is something to see, so the console makes room for it. */
    shares: client !== null && state.tiles.length > 0,
    /** Who is looked at. */
    open: open === null ? undefined : cellOf(open),
    /** Where the keyboard is. */
    cursor: (at !== null && cellOf(at)?.memberId) || cells[0]?.memberId,
    tap: (memberId: string) => (memberId === open ? coach.clear() : look(memberId)),
    goTo: (memberId: string) => {
      coach.goTo(memberId);
      focusTile(memberId);
    },
    turnTo,
    round,
    /** The other leaders who watch, and whether the wall is shared with them. */
    split: {
      on: splits,
      with: [...new Map(others.map((one) => [one.memberId, one])).values()],
      toggle: () => {
        client?.split(!splits);
        laid.orderNow();
      },
    },
    /** Does what a key does here, and says whether; undefined for other keys. */
    key: (key: KeyAct): boolean | undefined => {
      if (client === null || state.tiles.length === 0) return undefined;
      switch (key.act) {
        case 'wall':
          if (cells[0]) focusTile((at !== null && cellOf(at)?.memberId) || cells[0].memberId);
          return true;
        case 'round':
          return (round.toggle(), true);
        case 'fault':
        case 'better':
          // Meant for who was there a moment ago.
          return open !== null && round.justMoved() ? true : undefined;
        default:
          return undefined;
      }
    },
  };
}

export type Wall = ReturnType<typeof useWall>;
