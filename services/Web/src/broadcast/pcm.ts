/** Sound as one array of samples from −1 to 1 a channel, all of one length. */
export type Pcm = Float32Array<ArrayBuffer>[];

const gapMs = 60;
const longestFillMs = 2_000;
/** The ear does not notice a rate that is off by so little. */
const mostStretch = 0.002;
const tolerableMs = 4;

/** As many channels as wanted: one is doubled, more are averaged or left out. */
export function withChannels(pcm: Pcm, channels: number): Pcm {
  if (pcm.length === channels) return pcm;
  if (pcm.length === 1) return Array.from({ length: channels }, () => pcm[0]!);
  return channels === 1
    ? [pcm[0]!.map((sample, index) => (sample + pcm[1]![index]!) / 2)]
    : pcm.slice(0, channels);
}

/** The same sound in another number of samples. */
export function stretched(pcm: Pcm, length: number): Pcm {
  const from = pcm[0]?.length ?? 0;
  if (length === from || from === 0) return pcm;
  const ratio = from / length;
  return pcm.map((channel) =>
    Float32Array.from({ length }, (_, index) => {
      const at = index * ratio;
      const left = Math.min(from - 1, Math.floor(at));
      const right = Math.min(from - 1, left + 1);
      return channel[left]! + (channel[right]! - channel[left]!) * (at - left);
    }),
  );
}

/**
 * Turns what a microphone delivers into one unbroken run of samples that keeps to the clock. A
 * microphone's own clock is a little fast or slow, which would part sound from picture by a tenth
 * of a second in an hour: each piece is stretched by so little that the run follows. Missing sound
 * becomes silence, doubled sound is left out.
 */
export class PcmRun {
  private startMs: number | null = null;
  private written = 0;
  private fraction = 0;

  constructor(
    readonly sampleRate: number,
    readonly channels: number,
  ) {}

  /** When the first sample of the run was captured; null before it. */
  get beganAtMs(): number | null {
    return this.startMs;
  }

  /** What to append for a piece that was captured at `capturedAtMs`. */
  add(piece: Pcm, sampleRate: number, capturedAtMs: number): Pcm[] {
    const length = piece[0]?.length ?? 0;
    if (length === 0) return [];
    this.startMs ??= capturedAtMs;
    const late = capturedAtMs - (this.startMs + (this.written / this.sampleRate) * 1000);
    if (late < -gapMs) return [];
    const out: Pcm[] = [];
    if (late > gapMs) {
      const silent = Math.round((Math.min(late, longestFillMs) / 1000) * this.sampleRate);
      out.push(Array.from({ length: this.channels }, () => new Float32Array(silent)));
      // Longer than anybody fills in: the run goes on at the time it now is.
      if (late > longestFillMs)
        this.startMs +=
          (Math.round(((late - longestFillMs) / 1000) * this.sampleRate) / this.sampleRate) * 1000;
      this.written += silent;
    }
    const nudge =
      Math.abs(late) > tolerableMs && Math.abs(late) <= gapMs
        ? Math.max(-mostStretch, Math.min(mostStretch, late / 1000))
        : 0;
    const exact = length * (this.sampleRate / sampleRate) * (1 + nudge) + this.fraction;
    const rounded = Math.round(exact);
    this.fraction = exact - rounded;
    out.push(stretched(withChannels(piece, this.channels), rounded));
    this.written += rounded;
    return out;
  }
}
