import { describe, expect, it } from 'vitest';
import type { RoomMember } from '../contract/hub';
import { matches, roster } from './roster';

const member = (
  memberId: string,
  displayName: string,
  role: RoomMember['role'] = 'participant',
) => ({
  memberId,
  displayName,
  role,
});

describe('roster', () => {
  const rows = roster(
    [member('i', 'Ira', 'instructor'), member('b', 'Bela'), member('c', 'Chandra')],
    [member('c', 'Chandra'), member('a', 'Asha')],
    [{ memberId: 'd', displayName: 'Dev', atMs: 1 }],
  );

  it('joins presence, seats and hands; here first, seats first, never leaders', () => {
    expect(rows.map((row) => row.memberId)).toEqual(['c', 'b', 'd', 'a']);
    expect(rows[0]).toMatchObject({ here: true, seat: true, hand: false });
    expect(rows[2]).toMatchObject({ here: true, hand: true });
    expect(rows[3]).toMatchObject({ here: false, seat: true });
  });

  it('has whoever shares their picture here and with a seat, however little else is known', () => {
    const known = roster(
      [member('i', 'Ira', 'instructor')],
      [member('a', 'Asha')],
      [],
      [member('a', 'Asha'), member('e', 'Eli'), member('i', 'Ira')],
    );
    expect(known.map((row) => [row.memberId, row.here, row.seat])).toEqual([
      ['a', true, true],
      ['e', true, true],
    ]);
  });

  it('finds by any part of the name', () => {
    expect(rows.filter((row) => matches(row, 'han')).map((row) => row.memberId)).toEqual(['c']);
    expect(rows.filter((row) => matches(row, ''))).toHaveLength(4);
  });
});
