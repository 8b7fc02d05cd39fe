import { describe, expect, it } from 'vitest';
import type { MirrorLeader } from '../contract/hub';
import { endingOf } from './endings';
import { lampOf, saidOf } from './lampWords';
import type { ShareState } from './shareState';

const on: ShareState = {
  connection: 'on',
  paused: false,
  hidden: false,
  look: 'plain',
  wasOn: true,
  resting: false,
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
    [{ connection: 'connecting', wasOn: false }, 'waiting', 'Connecting. Not seen yet.'],
  ] as const)('with %j is %s', (part, state, message) =>
    expect(lampOf({ ...on, ...part })).toEqual({ state, message }),
  );
});

describe('who does not see the lamp', () => {
  const nothing = { state: null, ended: null, stopped: false };

  it('hears what it says', () => {
    expect(saidOf(nothing)).toBe('');
    expect(saidOf({ ...nothing, state: { ...on, leaders: [cleo] } })).toBe('Cleo can see you');
  });

  it('hears that it is out, and why', () => {
    expect(saidOf({ ...nothing, stopped: true })).toBe('Nobody sees you any more');
    const ended = { code: 'mirror.no-seat', message: '' };
    expect(saidOf({ ...nothing, ended })).toBe(endingOf(ended).message);
    const over = { ...on, connection: 'ended' } as const;
    expect(saidOf({ ...nothing, state: over, ended })).toBe(endingOf(ended).message);
  });
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
    'client.unreachable',
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
    const worthIt = ['mirror.full', 'client.camera', 'client.unreachable', 'mirror.replaced'];
    expect(worthIt.map(again)).toEqual([true, true, true, true]);
    expect(['mirror.off', 'mirror.age', 'room.closed'].map(again)).toEqual([false, false, false]);
  });
});
