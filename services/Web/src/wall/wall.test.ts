import { describe, expect, it } from 'vitest';
import type { Cue } from '../contract/hub';
import { ageText, lookedText, minutesSince, type Shown, tileState } from './age';
import { columnsOf, gridMove } from './grid';
import { laidAt, ordered, sameOrder, settled, type WallPerson, withRoom } from './order';
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
