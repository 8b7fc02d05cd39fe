import type { Pcm } from './pcm';

/** PCM samples in one AAC frame. */
export const samplesPerFrame = 1024;

export interface SoundEncoder {
  how: 'native' | 'wasm';
  add: (pcm: Pcm) => void;
  close: () => void;
}

export interface Wanted {
  sampleRate: number;
  channels: number;
  /**
   * A raw AAC frame, and how many samples after the first one its sound begins; negative for the
   * encoder's run-in.
   */
  onFrame: (frame: Uint8Array, atSample: number) => void;
  onError: () => void;
}

const rates = [
  96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000,
  7_350,
];

/**
 * AudioSpecificConfig of AAC-LC (ISO 14496-3): built here, since not every encoder gives a valid
 * one.
 */
export function audioSpecificConfig(sampleRate: number, channels: number): Uint8Array {
  const bits = (2 << 11) | (rates.indexOf(sampleRate) << 7) | (channels << 3);
  return Uint8Array.of(bits >> 8, bits & 0xff);
}

/**
 * The rate to encode at: the microphone's own where that sounds well, so that nothing is resampled.
 */
export function soundRate(microphoneRate: number): number {
  return microphoneRate === 44_100 ? 44_100 : 48_000;
}

export const soundBitrate = (channels: number) => (channels === 1 ? 96_000 : 128_000);

/** All of one channel, then all of the next. */
export function planar(pcm: Pcm): Float32Array<ArrayBuffer> {
  const planes = new Float32Array(pcm.length * pcm[0]!.length);
  pcm.forEach((channel, index) => planes.set(channel, index * channel.length));
  return planes;
}

/**
 * The browser's own AAC encoder where it has one, else FFmpeg's in WebAssembly, which is loaded
 * only then.
 */
export async function openSoundEncoder(wanted: Wanted): Promise<SoundEncoder> {
  const config: AudioEncoderConfig = {
    codec: 'mp4a.40.2',
    sampleRate: wanted.sampleRate,
    numberOfChannels: wanted.channels,
    bitrate: soundBitrate(wanted.channels),
  };
  const supported =
    typeof AudioEncoder !== 'undefined' &&
    (await AudioEncoder.isConfigSupported(config).catch(() => null))?.supported === true;
  if (supported) return openNative(wanted, config);
  const { openWasm } = await import('./wasmAac');
  return openWasm(wanted);
}

function openNative(
  { sampleRate, channels, onFrame, onError }: Wanted,
  config: AudioEncoderConfig,
): SoundEncoder {
  let written = 0;
  const encoder = new AudioEncoder({
    output: (chunk) => {
      const frame = new Uint8Array(chunk.byteLength);
      chunk.copyTo(frame);
      onFrame(frame, Math.round((chunk.timestamp * sampleRate) / 1_000_000));
    },
    error: onError,
  });
  encoder.configure(config);
  return {
    how: 'native',
    add: (pcm) => {
      if (encoder.state !== 'configured') return;
      const data = new AudioData({
        format: 'f32-planar',
        sampleRate,
        numberOfChannels: channels,
        numberOfFrames: pcm[0]!.length,
        timestamp: Math.round((written / sampleRate) * 1_000_000),
        data: planar(pcm),
      });
      written += pcm[0]!.length;
      encoder.encode(data);
      data.close();
    },
    close: () => encoder.state !== 'closed' && encoder.close(),
  };
}
