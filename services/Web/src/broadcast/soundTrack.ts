import { type Pcm, PcmRun } from './pcm';
import type { AudioFormat } from './protocol';
import {
  audioSpecificConfig,
  openSoundEncoder,
  type SoundEncoder,
  soundRate,
} from './soundEncoding';
import { TrackClock } from './trackClock';

/** The samples of one piece of a microphone's sound, in two channels at most. */
export function pcmOf(data: AudioData): Pcm {
  return Array.from({ length: Math.min(2, data.numberOfChannels) }, (_, planeIndex) => {
    const plane = new Float32Array(data.numberOfFrames);
    data.copyTo(plane, { planeIndex, format: 'f32-planar' });
    return plane;
  });
}

/** The sound of a broadcast: its clock, its samples as one run, and the encoder that they go to. */
export class SoundTrack {
  /** Both are there, or neither. */
  private open: { run: PcmRun; encoder: SoundEncoder } | null = null;
  private state: 'none' | 'awaited' | 'opening' | 'open' | 'failed';
  private clock = new TrackClock();

  /**
   * @param wanted there is a microphone
   * @param send takes a coded frame, with when it was captured
   */
  constructor(
    wanted: boolean,
    private readonly send: (frame: Uint8Array, atMs: number, sampleRate: number) => void,
    private readonly onLost: () => void,
  ) {
    this.state = wanted ? 'awaited' : 'none';
  }

  get isComing(): boolean {
    return this.state === 'awaited' || this.state === 'opening';
  }

  get format(): AudioFormat | null {
    if (!this.open) return null;
    const { sampleRate, channels } = this.open.run;
    return { sampleRate, channels, description: audioSpecificConfig(sampleRate, channels) };
  }

  /** How it is encoded, or why it is not. */
  get how(): SoundEncoder['how'] | 'none' | 'failed' | 'opening' {
    if (this.open) return this.open.encoder.how;
    return this.state === 'none' || this.state === 'failed' ? this.state : 'opening';
  }

  /** Another microphone has another clock. */
  beginAnew(): void {
    this.clock = new TrackClock();
  }

  add(pcm: Pcm, sampleRate: number, stampMs: number, nowMs: number, maySet: boolean): void {
    const atMs = this.clock.map(stampMs, nowMs, maySet);
    if (this.open) {
      for (const piece of this.open.run.add(pcm, sampleRate, atMs)) this.open.encoder.add(piece);
    } else if (this.state !== 'opening' && this.state !== 'failed') {
      void this.begin(new PcmRun(soundRate(sampleRate), pcm.length));
    }
  }

  close(): void {
    this.open?.encoder.close();
  }

  private async begin(run: PcmRun): Promise<void> {
    this.state = 'opening';
    try {
      const encoder = await openSoundEncoder({
        sampleRate: run.sampleRate,
        channels: run.channels,
        onFrame: (frame, atSample) =>
          this.send(
            frame,
            (run.beganAtMs ?? 0) + (atSample / run.sampleRate) * 1000,
            run.sampleRate,
          ),
        onError: () => this.lose(),
      });
      this.open = { run, encoder };
      this.state = 'open';
    } catch {
      this.lose();
    }
  }

  private lose(): void {
    this.open = null;
    this.state = 'failed';
    this.onLost();
  }
}
