import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { CameraCheck } from './CameraCheck';
import { Consent } from './Consent';
import { MirrorLine } from './MirrorLine';
import type { Share } from './share';
import type { ShareState } from './shareState';
import type { OpenedCamera } from './useCamera';
import type { Mirror } from './useMirror';

const nothing = () => undefined;
const opened: OpenedCamera = {
  camera: null,
  problem: null,
  choices: [],
  choose: nothing,
  retry: nothing,
  handOver: () => null,
};
const idle: Mirror = {
  room: null,
  offer: { minimumAge: 16 },
  share: null,
  state: null,
  ended: null,
  stopped: false,
  look: 'plain',
  setLook: nothing,
  ofAge: false,
  setOfAge: nothing,
  place: null,
  dialog: null,
  show: nothing,
  decline: nothing,
  begin: nothing,
  stop: nothing,
  read: nothing,
};
const state: ShareState = {
  connection: 'on',
  paused: false,
  hidden: false,
  look: 'coarse',
  wasOn: true,
  resting: false,
  leaders: [],
  lookers: [{ memberId: 'c', displayName: 'Cleo' }],
  ended: null,
};
const shared = (part: Partial<ShareState> = {}): Mirror => ({
  ...idle,
  share: {} as Share,
  state: { ...state, ...part },
});

describe('the question', () => {
  const ask = (mirror: Mirror) =>
    renderToStaticMarkup(createElement(Consent, { titleId: 'title', opened, mirror }));
  const checked = (html: string) =>
    (html.match(/<input[^>]*>/g) ?? [])
      .filter((input) => input.includes('checked'))
      .map((input) => /data-testid="([^"]*)"/.exec(input)?.[1]);

  it('shows what was chosen before, whatever was looked at meanwhile', () => {
    expect(checked(ask(idle))).toEqual(['mirror-look-plain']);
    const html = ask({ ...idle, look: 'coarse', ofAge: true });
    expect(checked(html)).toEqual(['mirror-look-coarse', 'mirror-age']);
    expect(html).toContain('data-look="coarse"');
  });

  it('says before the yes that a coach may look closer', () => {
    const html = ask(idle).replaceAll(/\s+/g, ' ');
    const said = html.indexOf('A coach who looks closer sees you larger and smoother');
    expect(said).toBeGreaterThan(0);
    expect(said).toBeLessThan(html.indexOf('Yes, share'));
  });
});

describe('the camera check', () => {
  const check = (mirror: Mirror) =>
    renderToStaticMarkup(
      createElement(CameraCheck, {
        titleId: 'title',
        opened,
        practised: [],
        mirror,
        onDone: nothing,
        done: 'Back',
      }),
    );

  it('is seen by nobody else before the picture is shared', () => {
    const html = check(idle);
    expect(html).toContain('Nobody else sees this.');
    expect(html).toContain('data-look="plain"');
    expect(html).not.toContain('>Stop<');
  });

  it('shows what is shared, to whom, and how to end it', () => {
    const html = check(shared());
    expect(html).not.toContain('Nobody else');
    for (const said of ['Cleo is looking', 'data-look="coarse"', '>Pause<', '>Stop<'])
      expect(html).toContain(said);
  });

  it('has nothing to advise while the camera is off', () => {
    expect(check(shared())).toContain('Looking…');
    expect(check(shared({ paused: true }))).toContain('Your camera is off meanwhile.');
    expect(check(shared({ resting: true }))).toContain('Your camera is off meanwhile.');
  });
});

describe('the room’s line', () => {
  const status = (mirror: Mirror) => {
    const html = renderToStaticMarkup(createElement(MirrorLine, { mirror }));
    expect(html.match(/role="status"/g)).toHaveLength(1);
    return /role="status"[^>]*>([^<]*)</.exec(html)?.[1];
  };

  it('has one place that is read out, before, while and after', () => {
    expect(status(idle)).toBe('');
    expect(status({ ...idle, place: 'head' })).toBe('');
    expect(status(shared())).toBe('Cleo is looking');
    expect(status({ ...idle, stopped: true, place: 'head' })).toBe('Nobody sees you any more');
    expect(status({ ...idle, ended: { code: 'room.closed', message: '' } })).toContain('is over');
  });
});
