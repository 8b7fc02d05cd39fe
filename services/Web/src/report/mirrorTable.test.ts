import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { SharingMember } from '../api/types';
import { MirrorTable } from './MirrorTable';
import { neverSeen } from './neverSeen';

const member = (displayName: string, looks: number): SharingMember => ({
  memberId: displayName,
  displayName,
  sharedSeconds: 600,
  looks,
  lookedSeconds: looks * 12,
  notes: looks,
  better: 0,
});
const table = (members: SharingMember[]) =>
  renderToStaticMarkup(createElement(MirrorTable, { members }));

it('names whom nobody looked at', () => {
  const members = [member('Ben', 0), member('Cem', 0), member('Asha', 3)];
  expect(neverSeen(members)).toEqual(['Ben', 'Cem']);
  expect(table(members)).toContain('Nobody looked closely at Ben and Cem.');
});

it('says that everybody was looked at, and how long', () => {
  const shown = table([member('Asha', 3)]);
  expect(shown).toContain('looked closely at everybody');
  expect(shown).toContain('10 min');
  expect(shown).toContain('36 s');
});

it('is not there when nobody showed themselves', () => {
  expect(table([])).toBe('');
});
