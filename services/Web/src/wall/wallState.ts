import type { MirrorEnded, MirrorLeader, MirrorTile } from '../contract/hub';
import type { TileState } from './age';

/** What pages show of the wall; pictures go past it. */
export interface WallState {
  link: 'connecting' | 'on' | 'waiting' | 'ended';
  /** Why there is no connection, if the server said so. */
  ended: MirrorEnded | null;
  /** This window's name among the leaders'. */
  id: string | null;
  tiles: readonly MirrorTile[];
  leaders: readonly MirrorLeader[];
  /** By member, of those who share. */
  states: Readonly<Record<string, TileState>>;
  /** Index of the step that a picture belongs to, by member; null before the first. */
  steps: Readonly<Record<string, number | null>>;
}

export const noWall: WallState = {
  link: 'connecting',
  ended: null,
  id: null,
  tiles: [],
  leaders: [],
  states: {},
  steps: {},
};

export function sameRecord<T>(a: Readonly<Record<string, T>>, b: Readonly<Record<string, T>>) {
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}
