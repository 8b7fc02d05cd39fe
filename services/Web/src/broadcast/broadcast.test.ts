import { describe, expect, it } from 'vitest';
import { FramePlan } from './framePlan';
import { TrackClock } from './trackClock';
import { CongestionController } from './congestionController';

describe('frame plan', () => {
  const verdicts = (
    plan: FramePlan,
    times: number[],
    dropFrames: (us: number) => boolean = () => false,
  ) => times.map((us) => ({ us, verdict: plan.decide(us, dropFrames(us)) }));
  const at30 = (seconds: number, jitterUs = 0) =>
    Array.from({ length: seconds * 30 }, (_, n) =>
      Math.round((n * 1_000_000) / 30 + (n === 0 ? 0 : Math.sin(n * 7) * jitterUs)),
    );

  it('puts key frames on the frame nearest to each two seconds, however the frames jitter', () => {
    for (const jitter of [0, 3_000, 6_000]) {
      const keys = verdicts(new FramePlan(30), at30(20, jitter))
        .filter((one) => one.verdict === 'key')
        .map((one) => one.us);
      expect(keys).toHaveLength(10);
      keys.forEach((us, index) =>
        expect(Math.abs(us - index * 2_000_000)).toBeLessThanOrEqual(jitter),
      );
    }
  });

  it('leaves out frames beyond the frame rate', () => {
    const at60 = Array.from({ length: 120 }, (_, n) => (n * 1_000_000) / 60);
    const kept = verdicts(new FramePlan(30), at60).filter((one) => one.verdict !== 'too-fast');
    expect(kept).toHaveLength(60);
  });

  it('after frames were dropped goes on with a key frame only', () => {
    const all = verdicts(new FramePlan(30), at30(8), (us) => us > 900_000 && us < 2_500_000);
    const held = all.filter((one) => one.verdict === 'held');
    expect(held[0]!.us).toBeGreaterThan(900_000);
    expect(held.at(-1)!.us).toBeLessThan(4_000_000);
    expect(all.find((one) => one.us > held.at(-1)!.us)).toMatchObject({
      us: 4_000_000,
      verdict: 'key',
    });
  });

  it('makes up for a key frame that the encoder could not take', () => {
    const plan = new FramePlan(30);
    plan.decide(0, false);
    plan.decide(2_000_000, false);
    plan.demandKey();
    expect(plan.decide(2_033_333, false)).toBe('key');
    expect(plan.decide(2_066_667, false)).toBe('delta');
    expect(plan.decide(4_000_000, false)).toBe('key');
  });
});

describe('congestion control', () => {
  const run = (
    congestion: CongestionController,
    fromMs: number,
    toMs: number,
    ackedUs: (ms: number) => number,
  ) => {
    let last = congestion.decide(fromMs);
    for (let ms = fromMs; ms <= toMs; ms += 100) {
      congestion.sent(ms * 1000);
      if (ms % 1000 === 0) congestion.acked(ackedUs(ms), ms);
      last = congestion.decide(ms);
    }
    return last;
  };

  it('leaves a good connection alone', () =>
    expect(run(new CongestionController(0), 0, 60_000, (ms) => ms * 1000 - 200_000)).toEqual({
      dropFrames: false,
      bitrateShare: 1,
    }));

  it(
    'holds and lowers the bitrate while more than two seconds are unacknowledged, step by ' +
      'step',
    () => {
      const congestion = new CongestionController(0);
      expect(run(congestion, 0, 2_000, () => 0).dropFrames).toBe(false);
      expect(run(congestion, 2_100, 2_200, () => 0)).toEqual({
        dropFrames: true,
        bitrateShare: 0.7,
      });
      expect(run(congestion, 2_300, 4_300, () => 0).bitrateShare).toBe(0.5);
      expect(run(congestion, 4_400, 30_000, () => 0).bitrateShare).toBe(0.1);
    },
  );

  it('raises it again once it has been calm for long, and not before', () => {
    const congestion = new CongestionController(0);
    run(congestion, 0, 2_500, () => 0);
    expect(run(congestion, 2_600, 9_000, (ms) => ms * 1000)).toEqual({
      dropFrames: false,
      bitrateShare: 0.7,
    });
    expect(run(congestion, 9_100, 20_000, (ms) => ms * 1000)).toEqual({
      dropFrames: false,
      bitrateShare: 1,
    });
  });

  it('does not take the pause after dropped frames for a backlog', () => {
    const congestion = new CongestionController(0);
    run(congestion, 0, 3_000, () => 0);
    congestion.acked(3_000_000, 3_100);
    expect(congestion.decide(3_200)).toMatchObject({ dropFrames: false });
    congestion.sent(6_000_000);
    expect(congestion.backlogMs).toBe(0);
    expect(congestion.decide(6_000).dropFrames).toBe(false);
    congestion.sent(6_033_333);
    expect(congestion.backlogMs).toBeCloseTo(33, 0);
  });

  it('calls a connection dead that has stopped answering', () => {
    const congestion = new CongestionController(0);
    run(congestion, 0, 5_000, (ms) => ms * 1000);
    for (let ms = 5_100; ms <= 8_000; ms += 100) congestion.sent(ms * 1000);
    expect(congestion.isSilent(9_000)).toBe(false);
    expect(congestion.isSilent(13_100)).toBe(true);
  });

  it('hands on a slow connection’s level to the next connection, but not a dead one’s', () => {
    const slow = new CongestionController(0);
    run(slow, 0, 8_000, (ms) => (ms - 2_500) * 1000);
    expect(new CongestionController(8_000, slow.level).bitrateShare).toBeLessThan(1);
    const dead = new CongestionController(0);
    run(dead, 0, 1_000, (ms) => ms * 1000);
    for (let ms = 1_100; ms < 9_000; ms += 100) {
      dead.sent(ms * 1000);
      dead.decide(ms);
    }
    expect(dead.bitrateShare).toBeLessThan(1);
    expect(new CongestionController(9_000, dead.level).bitrateShare).toBe(1);
  });
});

describe('track clock', () => {
  it('takes the least delay for the offset, whatever the stamps count from', () => {
    const clock = new TrackClock();
    const mapped = [11, 0.6, 3, 0.5, 4].map((delay, n) =>
      clock.map(9_286_834 + n * 33, 5_000 + n * 33 + delay, true),
    );
    expect(mapped[4]! - 5_000).toBeCloseTo(4 * 33 + 0.5, 5);
  });

  it('keeps frames evenly apart while sending, and still follows a clock that drifts', () => {
    const clock = new TrackClock();
    let before = 0;
    let worst = 0;
    let error = 0;
    for (let n = 0; n < 30 * 3600; n += 1) {
      const real = (n * 1000) / 30;
      const mapped = clock.map(real * 1.0001, real + 2 + (n % 7), n === 0);
      if (n > 0) worst = Math.max(worst, Math.abs(mapped - before - 1000 / 30));
      before = mapped;
      error = Math.max(error, Math.abs(mapped - real - 2));
    }
    expect(worst).toBeLessThan(0.3);
    expect(error).toBeLessThan(3);
  });

  it('forgets stamps that counted from something else', () => {
    const clock = new TrackClock();
    [1_510, 1_670, 1_680].forEach((stamp, n) => clock.map(stamp, 160 + n, true));
    expect(clock.map(134, 169, true)).toBe(169);
    expect(clock.map(174, 174.4, true)).toBeCloseTo(174.4, 5);
    expect(clock.map(184, 184.9, false)).toBeCloseTo(184.4, 1);
  });

  it('follows a device that jumped, but takes no stalled queue for one', () => {
    const clock = new TrackClock();
    clock.map(0, 10, true);
    expect(clock.map(40, 5_050, false)).toBe(50);
    expect(clock.map(90_000, 5_090, false)).toBe(5_090);
    let mapped = 0;
    for (let ms = 5_100; ms <= 17_000; ms += 100) mapped = clock.map(ms - 400, ms, false);
    expect(mapped).toBe(17_000);
  });
});
