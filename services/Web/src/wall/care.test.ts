import { describe, expect, it } from 'vitest';
import type { MirrorLeader } from '../contract/hub';
import { nextOf, roundText, turnMs, turnOf } from './round';
import { likedBy, shareOut, splitters } from './split';

describe('a round', () => {
  const turn = { memberId: 'a', sinceMs: 0, said: 1 };
  const facts = { nowMs: 5_000, looking: 'a', state: 'live', said: 1 } as const;

  it('stays twelve seconds with who can be seen', () => {
    expect(turnOf(turn, facts)).toBe('stay');
    expect(turnOf(turn, { ...facts, nowMs: turnMs })).toBe('next');
  });

  it('stays as long again with who was noted, and goes with its leader', () => {
    expect(turnOf(turn, { ...facts, nowMs: turnMs, said: 2 })).toBe('begin');
    expect(turnOf(turn, { ...facts, looking: 'b' })).toBe('begin');
    expect(turnOf(turn, { ...facts, looking: null })).toBe('stop');
  });

  it('passes over who has no picture', () => {
    expect(turnOf(turn, { ...facts, state: 'waiting', nowMs: 3_999 })).toBe('stay');
    expect(turnOf(turn, { ...facts, state: 'paused', nowMs: 4_000 })).toBe('skip');
    expect(turnOf(turn, { ...facts, state: 'late', nowMs: 4_000 })).toBe('stay');
  });

  it('goes on from where it was, around the end, to whom it has not seen', () => {
    const order = ['a', 'b', 'c', 'd'];
    expect(nextOf(order, null, new Set())).toBe('a');
    expect(nextOf(order, 'b', new Set(['c']))).toBe('d');
    expect(nextOf(order, 'd', new Set(['a', 'd']))).toBe('b');
    expect(nextOf(order, 'd', new Set(order))).toBeNull();
    expect(nextOf(order, 'gone', new Set(['a']))).toBe('b');
    expect(nextOf(['a'], 'a', new Set())).toBeNull();
  });

  it('says whom it has not seen', () => {
    expect(roundText([])).toBe('Everybody was looked at.');
    expect(roundText(['Dev', 'Eli'])).toBe('Not seen in this round: Dev, Eli.');
    expect(roundText(['A', 'B', 'C', 'D'])).toBe('Not seen in this round: A, B, 2 more.');
  });
});

describe('a wall that leaders share', () => {
  const people = Array.from({ length: 30 }, (_, at) => `019a7d2e-member-${at}`);
  const leaders = ['leader-cleo', 'leader-dan'];
  const partOf = (shares: ReadonlyMap<string, string>, leader: string) =>
    [...shares].filter(([, one]) => one === leader).map(([member]) => member);

  it('gives each person to one leader, and nobody more than their part', () => {
    const shares = shareOut(people, leaders);
    expect(shares.size).toBe(30);
    expect(leaders.map((one) => partOf(shares, one).length)).toEqual([15, 15]);
    expect([...shareOut(people.slice(0, 7), [...leaders, 'leader-eva']).values()]).toHaveLength(7);
  });

  it('comes out the same on each leader’s page', () =>
    expect([...shareOut([...people].reverse(), [...leaders].reverse())].sort()).toEqual(
      [...shareOut(people, leaders)].sort(),
    ));

  it('changes few hands when somebody comes or goes', () => {
    const before = shareOut(people, leaders);
    const after = shareOut(people.slice(1), leaders);
    const moved = [...after].filter(([member, leader]) => before.get(member) !== leader);
    expect(moved.length).toBeLessThanOrEqual(4);
  });

  it('is nobody’s part while one leader is alone', () => {
    expect(shareOut(people, ['leader-cleo']).size).toBe(0);
    expect(likedBy('a', ['leader-cleo'])).toBeNull();
    expect(leaders).toContain(likedBy('a', leaders));
  });

  it('counts a leader with two windows once, and only those who split', () => {
    const leader = (id: string, memberId: string, splits: boolean): MirrorLeader => ({
      id,
      memberId,
      displayName: memberId,
      publicKey: '',
      splits,
      looksAt: null,
    });
    expect(
      splitters([
        leader('1', 'dan', true),
        leader('2', 'cleo', true),
        leader('3', 'dan', true),
        leader('4', 'eva', false),
      ]),
    ).toEqual(['cleo', 'dan']);
  });
});
