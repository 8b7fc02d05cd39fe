import type { Pcm } from './pcm';

/** PCM samples in one AAC frame. */
export const samplesPerFrame = 1024;

export interface SoundEncoder {
  how: 'native' | 'wasm';
  add: (pcm: Pcm) => void;
  close: () => void;
}

interface Wanted {
  sampleRate: number;
  channels: number;
  /** A raw AAC frame, and how many samples after the first one its sound begins; negative for the encoder's run-in. */
  onFrame: (frame: Uint8Array, atSample: number) => void;
  onError: () => void;
}

const rates = [96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350];

/** AudioSpecificConfig of AAC-LC (ISO 14496-3): built here, since not every encoder gives a valid one. */
export function audioSpecificConfig(sampleRate: number, channels: number): Uint8Array {
  const bits = (2 << 11) | (rates.indexOf(sampleRate) << 7) | (channels << 3);
  return Uint8Array.of(bits >> 8, bits & 0xff);
}

/** The rate to encode at: the microphone's own where that sounds well, so that nothing is resampled. */
export function soundRate(microphoneRate: number): number {
  return microphoneRate === 44_100 ? 44_100 : 48_000;
}

const bitrate = (channels: number) => (channels === 1 ? 96_000 : 128_000);

function joined(pcm: Pcm): Float32Array<ArrayBuffer> {
  const planes = new Float32Array(pcm.length * pcm[0]!.length);
  pcm.forEach((channel, index) => planes.set(channel, index * channel.length));
  return planes;
}

/** The browser's own AAC encoder where it has one, else FFmpeg's in WebAssembly, which is loaded only then. */
export async function openSoundEncoder(wanted: Wanted): Promise<SoundEncoder> {
  const config: AudioEncoderConfig = { codec: 'mp4a.40.2', sampleRate: wanted.sampleRate, numberOfChannels: wanted.channels, bitrate: bitrate(wanted.channels) };
  const supported = typeof AudioEncoder !== 'undefined' && (await AudioEncoder.isConfigSupported(config).catch(() => null))?.supported === true;
  return supported ? openNative(wanted, config) : openWasm(wanted);
}

function openNative({ sampleRate, channels, onFrame, onError }: Wanted, config: AudioEncoderConfig): SoundEncoder {
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
        format: 'f32-planar', sampleRate, numberOfChannels: channels, numberOfFrames: pcm[0]!.length,
        timestamp: Math.round((written / sampleRate) * 1_000_000), data: joined(pcm),
      });
      written += pcm[0]!.length;
      encoder.encode(data);
      data.close();
    },
    close: () => encoder.state !== 'closed' && encoder.close(),
  };
}

async function openWasm({ sampleRate, channels, onFrame, onError }: Wanted): Promise<SoundEncoder> {
  const [{ AdtsOutputFormat, AudioSample, AudioSampleSource, NullTarget, Output, Quality }, { registerAacEncoder }] =
    await Promise.all([import('mediabunny'), import('@mediabunny/aac-encoder')]);
  registerAacEncoder();
  let frames = 0;
  const source = new AudioSampleSource({
    codec: 'aac',
    quality: new Quality(bitrate(channels)),
    // FFmpeg's first frame is its run-in: what went in first comes out with the second.
    onEncodedPacket: (packet) => onFrame(packet.data, (frames++ - 1) * samplesPerFrame),
  });
  const output = new Output({ format: new AdtsOutputFormat(), target: new NullTarget() });
  output.addAudioTrack(source);
  await output.start();
  let written = 0;
  let queue: Promise<void> = Promise.resolve();
  let closed = false;
  return {
    how: 'wasm',
    add: (pcm) => {
      const sample = new AudioSample({ data: joined(pcm), format: 'f32-planar', numberOfChannels: channels, sampleRate, timestamp: written / sampleRate });
      written += pcm[0]!.length;
      queue = queue.then(async () => {
        if (!closed) await source.add(sample);
        sample.close();
      }).catch(() => {
        if (!closed) onError();
        closed = true;
      });
    },
    close: () => {
      closed = true;
      void output.cancel();
    },
  };
}
