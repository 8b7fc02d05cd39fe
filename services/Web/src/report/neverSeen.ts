import type { SharingMember } from '../api/types';

/** Whom no leader looked in on, of those who showed themselves: their names. */
export const neverSeen = (members: readonly SharingMember[]): string[] =>
  members.filter((one) => one.looks === 0).map((one) => one.displayName);
