import { describe, expect, it } from 'vitest';
import type { Cue, MirrorLeader } from '../contract/hub';
import { ageText, lookedText, minutesSince, type Shown, tileState } from './age';
import { columnsOf, gridMove } from './grid';
import { laidAt, ordered, sameOrder, settled, type WallPerson, withRoom } from './order';
import { nextOf, roundText, turnMs, turnOf } from './round';
import { likedBy, shareOut, splitters } from './split';
import { classMoment, stepAt, stepMoments } from './steps';

const person = (memberId: string, more: Partial<WallPerson> = {}): WallPerson => ({
  memberId,
  displayName: memberId.toUpperCase(),
  here: true,
  pinned: false,
  handPlace: null,
  notes: [],
  shares: true,
  lookedAtMs: null,
  others: false,
  ...more,
});
const idsOf = (people: readonly WallPerson[]) => people.map((one) => one.memberId).join(' ');
const laid = { seats: ['a', 'b', 'c', 'd', 'e', 'f'], own: ['f', 'c'] };

describe('the order of the wall', () => {
  const people = [
    person('a', { lookedAtMs: 500 }),
    person('b', { shares: false }),
    person('c', { lookedAtMs: 100 }),
    person('d', { notes: [{ resolvedAtMs: null }], lookedAtMs: 900 }),
    person('e', { handPlace: 1, shares: false }),
    person('f', { notes: [{ resolvedAtMs: 7 }] }),
    person('g', { here: false, shares: false }),
  ];

  it(
    'by need puts hands first, then who was noted and is not better, then who waited longest, ' +
      'then who has no picture',
    () => expect(idsOf(ordered(people, 'need', laid))).toBe('e d f c a b g'),
  );

  it('by need asks whom without a picture nobody has noted yet', () => {
    const unseen = [
      person('x', { shares: false, notes: [{ resolvedAtMs: 1 }] }),
      person('y', { shares: false }),
    ];
    expect(idsOf(ordered(unseen, 'need', laid))).toBe('y x');
  });

  it('by seat stays as it is, whatever happens', () =>
    expect(idsOf(ordered(people, 'seat', laid))).toBe('a b c d e f g'));

  it('of one’s own comes first, the others behind it by seat', () =>
    expect(idsOf(ordered(people, 'own', laid))).toBe('f c a b d e g'));

  it('puts whom another leader takes care of behind one’s own people', () => {
    const split = people.map((one) => ({ ...one, others: 'eda'.includes(one.memberId) }));
    expect(idsOf(ordered(split, 'need', laid))).toBe('f c b g e d a');
    expect(idsOf(ordered(split, 'seat', laid))).toBe('b c f g a d e');
  });

  it('has room for whoever has a picture first, each in their place', () =>
    expect(idsOf(withRoom(ordered(people, 'seat', laid), 5))).toBe('a b c d f'));

  it('moves nobody under a finger: new people come last, and gaps close', () => {
    expect(settled(['a', 'b', 'c'], ['c', 'd', 'a'])).toEqual(['a', 'c', 'd']);
    expect(settled([], ['b', 'a'])).toEqual(['b', 'a']);
    expect(sameOrder(['a', 'b'], ['a', 'b'])).toBe(true);
    expect(sameOrder(['a', 'b'], ['b', 'a'])).toBe(false);
    expect(sameOrder(['a'], ['a', 'b'])).toBe(false);
  });

  it('is laid by hand, within its ends', () => {
    expect(laidAt(['a', 'b', 'c', 'd'], 'a', 2)).toEqual(['b', 'c', 'a', 'd']);
    expect(laidAt(['a', 'b', 'c', 'd'], 'd', 0)).toEqual(['d', 'a', 'b', 'c']);
    expect(laidAt(['a', 'b'], 'a', -1)).toEqual(['a', 'b']);
    expect(laidAt(['a', 'b'], 'a', 9)).toEqual(['b', 'a']);
  });
});

describe('arrows on the wall', () => {
  it.each([
    ['ArrowRight', 0, 1],
    ['ArrowLeft', 0, null],
    ['ArrowDown', 1, 5],
    ['ArrowUp', 5, 1],
    ['ArrowUp', 2, null],
    ['ArrowRight', 9, null],
    ['Home', 7, 0],
    ['End', 2, 9],
    ['ArrowDown', 7, 9],
    ['ArrowDown', 9, null],
    ['j', 3, null],
  ])('%s leads from %i of ten in rows of four to %j', (key, from, to) =>
    expect(gridMove(from, 10, 4, key)).toBe(to),
  );

  it('go by rows as they are on screen', () => {
    expect(columnsOf([0, 0, 0, 90, 90])).toBe(3);
    expect(columnsOf([0, 0])).toBe(2);
    expect(columnsOf([])).toBe(1);
  });
});

describe('what a tile says of its picture', () => {
  const shown: Shown = { capturedAtMs: 10_000, classAtMs: 0, codec: 'vp8' };

  it.each([
    [undefined, undefined, 'none'],
    [{ paused: true }, shown, 'paused'],
    [{ paused: false }, undefined, 'waiting'],
    [{ paused: false }, shown, 'live'],
  ] as const)('%j with %j is %s', (tile, picture, state) =>
    expect(tileState(tile, picture, 11_000)).toBe(state),
  );

  it('is late above a second; a still once the next one is', () => {
    expect(tileState({ paused: false }, shown, 11_001)).toBe('late');
    const still = { ...shown, codec: 'webp' as const };
    expect(tileState({ paused: false }, still, 11_500)).toBe('live');
    expect(tileState({ paused: false }, still, 12_001)).toBe('late');
  });

  it('says ages and minutes as people do', () => {
    expect([1_440, 12_900, 185_000].map(ageText)).toEqual(['1.4 s', '12 s', '3 min']);
    expect(minutesSince(null, 5)).toBeNull();
    expect(minutesSince(60_000, 59_000)).toBe(0);
    expect([null, 0, 3].map(lookedText)).toEqual([
      'not looked at yet',
      'looked at just now',
      'looked at 3 min ago',
    ]);
  });
});

describe('the step of a picture', () => {
  const cue = (offset: number, mediaAtMs: number, stepIndex: number | null): Cue => ({
    sessionId: 's',
    epoch: 'e',
    offset,
    atMs: mediaAtMs,
    clientCueId: `${offset}`,
    sentBy: 'm',
    sentByName: 'Meera',
    content: stepIndex === null ? { kind: 'text', text: 'Slowly' } : { kind: 'step', stepIndex },
    mediaAtMs,
  });
  const moments = stepMoments([
    cue(1, 1_000, 0),
    cue(2, 60_000, 1),
    cue(3, 61_000, null),
    cue(4, 90_000, 2),
  ]);

  it('is what was on that member’s screen, not what is on the class’s', () => {
    expect(stepAt(moments, 999)).toBeNull();
    expect(stepAt(moments, 60_000)).toBe(1);
    expect(stepAt(moments, 89_999)).toBe(1);
    expect(stepAt(moments, 90_000)).toBe(2);
  });

  it('comes by media time, also when cues do not', () =>
    expect(stepAt(stepMoments([cue(1, 50_000, 4), cue(2, 20_000, 3)]), 60_000)).toBe(4));

  it('without video is the one of the moment it was taken', () => {
    expect(classMoment({ capturedAtMs: 70_000, classAtMs: 0, codec: 'vp8' })).toBe(70_000);
    expect(classMoment({ capturedAtMs: 70_000, classAtMs: 64_000, codec: 'vp8' })).toBe(64_000);
  });
});

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
