import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { MemoryRouter } from 'react-router';
import { beforeEach, expect, it, vi } from 'vitest';
import type { MirrorAudit } from '../api/types';
import { MirrorAuditPage } from './MirrorAuditPage';

const seen = vi.hoisted(() => ({ roles: ['member', 'admin'], audit: undefined as unknown }));
vi.mock('../api/useLoad', () => ({
  useLoad: () => ({ data: seen.audit, loading: false, reload: () => undefined }),
}));
vi.mock('../auth/auth', () => ({
  useProfile: () => ({ timeZone: 'Asia/Kolkata', roles: seen.roles }),
  hasRole: (profile: { roles: string[] }, role: string) => profile.roles.includes(role),
}));

const page = () =>
  renderToStaticMarkup(createElement(MemoryRouter, null, createElement(MirrorAuditPage)));
const audit = (total: number): MirrorAudit => ({
  title: 'Morning',
  total,
  entries: [
    {
      kind: 'shared',
      memberId: 'a',
      displayName: 'Asha',
      ofMemberId: null,
      ofDisplayName: null,
      beganAt: '2026-11-23T01:00:00Z',
      endedAt: null,
    },
    {
      kind: 'looked-in',
      memberId: 'c',
      displayName: 'Cleo',
      ofMemberId: 'a',
      ofDisplayName: 'Asha',
      beganAt: '2026-11-23T01:02:00Z',
      endedAt: '2026-11-23T01:03:00Z',
    },
  ],
});

beforeEach(() => {
  seen.roles = ['member', 'admin'];
  seen.audit = audit(2);
});

it('says who looked at whom, on the reader’s clock', () => {
  expect(page()).toContain('looked closely at Asha');
  expect(page()).toContain('06:33');
  expect(page()).toContain('still on');
  expect(page()).not.toContain('Page 1');
});

it('turns pages when there is more than one', () => {
  seen.audit = audit(101);
  expect(page()).toContain('Page 1');
});

it('shows nothing to whoever is no administrator', () => {
  seen.roles = ['member', 'instructor'];
  expect(page()).toContain('Only administrators');
  expect(page()).not.toContain('Asha');
});

it('says that nobody showed themselves', () => {
  seen.audit = { title: 'Morning', total: 0, entries: [] };
  expect(page()).toContain('Nobody showed themselves');
});
