import { describe, expect, it } from 'vitest';
import type { MirrorLeader } from '../contract/hub';
import { endingOf } from './endings';
import { lampOf } from './lampWords';
import type { ShareState } from './share';

const on: ShareState = {
  connection: 'on',
  paused: false,
  hidden: false,
  look: 'plain',
  leaders: [],
  lookers: [],
  ended: null,
};
const leader = (memberId: string, displayName: string, id = memberId): MirrorLeader => ({
  id,
  memberId,
  displayName,
  publicKey: '',
  splits: false,
  looksAt: null,
});
const cleo = leader('c', 'Cleo');
const asha = leader('a', 'Asha');
const mira = leader('m', 'Mira');

describe('the lamp', () => {
  it.each([
    [{}, 'alone', 'Ready for your coach'],
    [{ leaders: [cleo] }, 'on', 'Cleo can see you'],
    [{ leaders: [cleo, leader('c', 'Cleo', 'other window')] }, 'on', 'Cleo can see you'],
    [{ leaders: [cleo, asha] }, 'on', 'Coaches can see you'],
    [{ leaders: [cleo], lookers: [cleo] }, 'looked-at', 'Cleo is looking'],
    [{ lookers: [cleo, asha] }, 'looked-at', 'Cleo and Asha are looking'],
    [{ lookers: [cleo, asha, mira] }, 'looked-at', '3 coaches are looking'],
    [{ leaders: [cleo], lookers: [cleo], paused: true }, 'paused', 'Paused. Not seen.'],
    [{ hidden: true }, 'hidden', 'Not seen while this page is hidden.'],
    [{ connection: 'waiting', paused: true }, 'waiting', 'Reconnecting. Not seen.'],
    [{ connection: 'connecting' }, 'waiting', 'Reconnecting. Not seen.'],
  ] as const)('with %j is %s', (part, state, message) =>
    expect(lampOf({ ...on, ...part })).toEqual({ state, message }),
  );
});

describe('why it ended', () => {
  it.each([
    'mirror.off',
    'mirror.not-allowed',
    'mirror.full',
    'mirror.no-seat',
    'mirror.age',
    'mirror.replaced',
    'room.closed',
    'room.member-removed',
    'account.signed-out',
    'client.camera',
    'client.encoder',
  ])('is said of %s in a sentence of its own', (code) => {
    const { message } = endingOf({ code, message: 'From the server.' });
    expect(message).toMatch(/^[A-Z].{20,}\.$/);
    expect(message).not.toBe('From the server.');
  });

  it('is what the server says, or else that it ended', () => {
    expect(endingOf({ code: 'new.one', message: 'A reason.' }).message).toBe('A reason.');
    expect(endingOf({ code: 'new.one', message: '' }).message).toContain('nobody sees you');
  });

  it('asks to share again only where that can go well', () => {
    const again = (code: string) => endingOf({ code, message: '' }).again;
    expect(['mirror.full', 'client.camera', 'mirror.replaced'].map(again)).toEqual([
      true,
      true,
      true,
    ]);
    expect(['mirror.off', 'mirror.age', 'room.closed'].map(again)).toEqual([false, false, false]);
  });
});
