/**
 * Below this, a room with a person in it is not heard: the microphone is off, covered or the wrong
 * one.
 */
const silenceDb = -55;
const floorDb = -60;
const silentAfterMs = 3_000;

/** Root mean square in decibels below full scale. */
export function loudness(samples: Float32Array): number {
  let sum = 0;
  for (const sample of samples) sum += sample * sample;
  return 10 * Math.log10(sum / Math.max(1, samples.length) + 1e-10);
}

/** 0 for nothing to 1 for full scale, as wide as it sounds loud. */
export function meterWidth(db: number): number {
  return Math.max(0, Math.min(1, 1 - db / floorDb));
}

export type Hearing = 'listening' | 'heard' | 'silence' | 'loud';

/** Says in a word what the microphone gives; a pause in speech is no silence yet. */
export class Ear {
  private heardAtMs: number | null = null;
  private loudAtMs = -Infinity;

  constructor(private readonly sinceMs: number) {}

  hear(db: number, nowMs: number): Hearing {
    if (db > silenceDb) this.heardAtMs = nowMs;
    if (db > -6) this.loudAtMs = nowMs;
    if (nowMs - this.loudAtMs < 1_000) return 'loud';
    if (nowMs - (this.heardAtMs ?? this.sinceMs) > silentAfterMs) return 'silence';
    return this.heardAtMs === null ? 'listening' : 'heard';
  }
}
