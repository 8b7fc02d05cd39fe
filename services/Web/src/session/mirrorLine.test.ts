import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { MemoryRouter } from 'react-router';
import { beforeEach, expect, it, vi } from 'vitest';
import type { SessionDetail } from '../api/types';
import { MirrorLine } from './MirrorLine';

const read = vi.hoisted((): { settings?: { mirror: boolean } } => ({}));
vi.mock('../api/useLoad', () => ({ useLoad: () => ({ data: read.settings }) }));

const line = (more: Partial<SessionDetail> = {}) =>
  renderToStaticMarkup(
    createElement(
      MemoryRouter,
      null,
      createElement(MirrorLine, {
        session: {
          coachedSeats: 5,
          leads: false,
          mirror: { allowed: true, minimumAge: 0 },
          ...more,
        } as SessionDetail,
      }),
    ),
  );

beforeEach(() => {
  read.settings = { mirror: true };
});

it('says that it is one’s own choice, and leads to who can see what', () => {
  expect(line()).toContain('If you like, you can share your picture with your coaches');
  expect(line()).toContain('off until you turn it on');
  expect(line()).not.toContain('age');
  expect(line()).toContain('href="/mirror"');
});

it('says from which age on, and that nobody is asked', () => {
  expect(line({ mirror: { allowed: true, minimumAge: 16 } })).toContain('from age 16 on');
  expect(line({ mirror: { allowed: false, minimumAge: 16 } })).toContain(
    'Nobody is asked for their camera',
  );
});

it('tells leaders what their members may do', () => {
  expect(line({ leads: true })).toContain('Members may show themselves.');
  expect(line({ leads: true, mirror: { allowed: false, minimumAge: 0 } })).toContain(
    'Members do not show themselves.',
  );
});

it('says nothing where there can be no pictures, or while that is not known', () => {
  expect(line({ coachedSeats: 0 })).toBe('');
  read.settings = { mirror: false };
  expect(line()).toBe('');
  read.settings = undefined;
  expect(line()).toBe('');
});
