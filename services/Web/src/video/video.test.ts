import { describe, expect, it } from 'vitest';
import type { Cue } from '../contract/hub';
import { crossesCue, dueCues } from './cueGate';
import { PictureClock } from './pictureClock';
import { StallLog } from './stallLog';
import { Standstill } from './standstill';
import { mediaTimeAt, secondsAt } from './timeline';

const cue = (offset: number, mediaAtMs: number): Cue => ({
  sessionId: 's',
  epoch: 'e',
  offset,
  atMs: 5000 + offset,
  mediaAtMs,
  clientCueId: `${offset}`,
  sentBy: 'm',
  sentByName: 'Meera',
  content: { kind: 'text', text: `${offset}` },
});
const offsets = (cues: Cue[]) => cues.map((one) => one.offset);

describe('timeline', () => {
  // Two takes with twenty seconds between them: the player joins them, the clock does not.
  const fragments = [
    { start: 10, duration: 2, programDateTime: 1_000_000 },
    { start: 12, duration: 2, programDateTime: 1_002_000 },
    { start: 14, duration: 2, programDateTime: 1_024_000 },
  ];

  it('tells when a frame was captured', () => {
    expect(mediaTimeAt(fragments, 10)).toBe(1_000_000);
    expect(mediaTimeAt(fragments, 13.5)).toBe(1_003_500);
    expect(mediaTimeAt(fragments, 15)).toBe(1_025_000);
  });
  it('goes on past the end, and back before the beginning', () => {
    expect(mediaTimeAt(fragments, 17)).toBe(1_027_000);
    expect(mediaTimeAt(fragments, 9)).toBe(999_000);
  });
  it('says nothing where the playlist says nothing', () =>
    expect(mediaTimeAt([{ start: 0, duration: 2, programDateTime: null }], 1)).toBeNull());
  it('finds the place of a moment', () => {
    expect(secondsAt(fragments, 1_003_500)).toBe(13.5);
    expect(secondsAt(fragments, 1_025_000)).toBe(15);
  });
  it('goes to the next take from a moment between two', () =>
    expect(secondsAt(fragments, 1_015_000)).toBe(14));
  it('stays within what there is', () => {
    expect(secondsAt(fragments, 0)).toBe(10);
    expect(secondsAt(fragments, 2_000_000)).toBe(16);
    expect(secondsAt([], 5)).toBeNull();
  });
});

describe('picture clock', () => {
  const at = { local: 0, server: 100_000 };
  const make = () => new PictureClock({ now: () => at.server }, () => at.local);

  it('is the server’s clock without a picture', () => expect(make().now()).toBe(100_000));
  it('shows the frame’s time and runs on between frames, but not far', () => {
    const clock = make();
    at.local = 1000;
    clock.present(98_000);
    expect(clock.now()).toBe(98_000);
    at.local = 1020;
    expect(clock.now()).toBe(98_020);
    at.local = 1900;
    expect(clock.now()).toBe(98_120);
  });
  it('leaves a picture that stands still for three seconds', () => {
    const clock = make();
    at.local = 0;
    clock.present(98_000);
    at.local = 3001;
    expect(clock.frameMs).toBeNull();
    expect(clock.now()).toBe(100_000);
  });
  it('stands still while the viewer pauses', () => {
    const clock = make();
    at.local = 0;
    clock.present(98_000);
    clock.hold(true);
    at.local = 60_000;
    expect(clock.now()).toBe(98_000);
    clock.hold(false);
    expect(clock.frameMs).toBe(98_000);
  });
  it('goes by the frame alone in a recording', () => {
    const clock = new PictureClock(null, () => at.local);
    expect(clock.shownUpToMs).toBe(0);
    at.local = 0;
    clock.present(98_000);
    at.local = 60_000;
    expect(clock.shownUpToMs).toBe(98_000);
  });
  it('waits for the first frame of a picture, but not for long', () => {
    const clock = make();
    at.local = 0;
    expect(clock.shownUpToMs).toBeNull();
    clock.expect(false);
    expect(clock.shownUpToMs).toBe(0);
    expect(clock.frameMs).toBeNull();
    at.local = 4001;
    expect(clock.shownUpToMs).toBeNull();
  });
  it('shows nothing of later while the past is watched, however long a frame takes', () => {
    const clock = make();
    at.local = 0;
    clock.expect(true);
    at.local = 60_000;
    expect(clock.shownUpToMs).toBe(0);
    clock.present(90_000);
    at.local = 120_000;
    expect(clock.shownUpToMs).toBe(90_000);
  });
  it('tells of each frame', () => {
    const clock = make();
    const seen: number[] = [];
    const stop = clock.onFrame((ms) => seen.push(ms));
    clock.present(1);
    clock.present(2);
    stop();
    clock.present(3);
    expect(seen).toEqual([1, 2]);
  });
});

describe('cue gate', () => {
  const cues = [cue(1, 1000), cue(2, 3000), cue(3, 2000), cue(4, 2000)];

  it('shows a cue on the first frame at or after its moment', () => {
    expect(offsets(dueCues(cues, 999))).toEqual([]);
    expect(offsets(dueCues(cues, 1000))).toEqual([1]);
    expect(offsets(dueCues(cues, 1033))).toEqual([1]);
  });
  it('goes by the moment, then by the log', () =>
    expect(offsets(dueCues(cues, 3000))).toEqual([1, 3, 4, 2]));
  it('holds nothing back without a picture', () =>
    expect(offsets(dueCues(cues, null))).toEqual([1, 3, 4, 2]));
  it('notices when a frame passes a cue, forwards or back', () => {
    expect(crossesCue(cues, 1000, 1033)).toBe(false);
    expect(crossesCue(cues, 1980, 2013)).toBe(true);
    expect(crossesCue(cues, 2500, 1500)).toBe(true);
    expect(crossesCue(cues, null, 2500)).toBe(true);
    expect(crossesCue(cues, null, 3000)).toBe(false);
  });
});

describe('stall log', () => {
  let now = 0;
  const make = () => new StallLog(() => now);

  it('tells each stall once, and leaves out what nobody notices', () => {
    const log = make();
    now = 1000;
    log.begin();
    now = 1100;
    log.end();
    log.begin();
    now = 2100;
    log.end();
    expect(log.take()).toEqual([{ atMs: 1100, durationMs: 1000 }]);
    expect(log.take()).toEqual([]);
    expect(log.count).toBe(1);
  });
  it('cuts a stall that goes on', () => {
    const log = make();
    now = 0;
    log.begin();
    now = 5000;
    expect(log.take()).toEqual([{ atMs: 0, durationMs: 5000 }]);
    now = 6000;
    expect(log.take()).toEqual([{ atMs: 5000, durationMs: 1000 }]);
  });
  it('keeps what could not be reported', () => {
    const log = make();
    log.putBack([{ atMs: 1, durationMs: 300 }]);
    expect(log.take()).toEqual([{ atMs: 1, durationMs: 300 }]);
  });
});

describe('a picture that stands', () => {
  /**
   * Looks twice a second while `step` says where the picture and the live edge are; tells at which
   * seconds it was opened anew.
   */
  const opened = (
    seconds: number,
    step: (second: number) => { at: number; edge: number | null; plays?: boolean },
  ) => {
    const standstill = new Standstill();
    const times: number[] = [];
    for (let second = 0; second < seconds; second += 0.5) {
      const { at, edge, plays = true } = step(second);
      if (standstill.check(second * 1000, at, edge, plays)) times.push(second);
    }
    return times;
  };

  it('is left alone while it plays, is paused, or nothing happens', () => {
    expect(opened(60, (second) => ({ at: second, edge: second + 2 }))).toEqual([]);
    expect(opened(60, (second) => ({ at: 10, edge: second, plays: false }))).toEqual([]);
    expect(opened(60, () => ({ at: 10, edge: 12 }))).toEqual([]);
    expect(opened(60, () => ({ at: 10, edge: null }))).toEqual([]);
  });
  it('is opened anew within four seconds of the live edge moving on', () => {
    const [first] = opened(30, (second) =>
      second < 20
        ? { at: Math.min(second, 5), edge: Math.min(second + 2, 7) }
        : { at: 5, edge: 200_000 + second },
    );
    expect(first).toBeGreaterThanOrEqual(21);
    expect(first).toBeLessThanOrEqual(24);
  });
  it('is given more and more time when that does not help', () => {
    const times = opened(200, (second) => ({ at: 5, edge: second }));
    const waits = times.slice(1).map((time, i) => time - times[i]!);
    expect(waits).toEqual([...waits].sort((a, b) => a - b));
    expect(Math.max(...waits)).toBeLessThan(25);
    expect(times.length).toBeLessThan(20);
  });
  it('is opened as soon as at first once it has played in between', () => {
    const times = opened(60, (second) =>
      second < 20 || second >= 40
        ? { at: 5 + (second >= 40 ? 100 : 0), edge: second }
        : { at: second, edge: second + 2 },
    );
    expect(times.find((time) => time > 40)).toBeLessThanOrEqual(44);
  });
  it('has ended when it stands just before the end of what there is', () => {
    const ended = (at: (second: number) => number, end: number | null) => {
      const standstill = new Standstill();
      for (let second = 0; second < 10; second += 0.5) {
        standstill.check(second * 1000, at(second), 12, true);
        if (standstill.isAtEnd(end)) return second;
      }
      return null;
    };
    expect(ended(() => 11.6, 12)).toBeLessThanOrEqual(3);
    expect(ended(() => 11.6, null)).toBeNull();
    expect(ended(() => 8, 12)).toBeNull();
    expect(ended((second) => 11 + second / 20, 12)).toBeNull();
  });
});
