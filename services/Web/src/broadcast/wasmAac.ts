import { registerAacEncoder } from '@mediabunny/aac-encoder';
import {
  AdtsOutputFormat,
  AudioSample,
  AudioSampleSource,
  NullTarget,
  Output,
  Quality,
} from 'mediabunny';
import {
  planar,
  samplesPerFrame,
  type SoundEncoder,
  soundBitrate,
  type Wanted,
} from './soundEncoding';

/**
 * FFmpeg's AAC encoder, in a worker and WebAssembly of its own. A module by itself, so that it
 * loads only where it is needed.
 */
export async function openWasm({
  sampleRate,
  channels,
  onFrame,
  onError,
}: Wanted): Promise<SoundEncoder> {
  registerAacEncoder();
  let frames = 0;
  const source = new AudioSampleSource({
    codec: 'aac',
    quality: new Quality(soundBitrate(channels)),
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
      const sample = new AudioSample({
        data: planar(pcm),
        format: 'f32-planar',
        numberOfChannels: channels,
        sampleRate,
        timestamp: written / sampleRate,
      });
      written += pcm[0]!.length;
      queue = queue
        .then(async () => {
          if (!closed) await source.add(sample);
          sample.close();
        })
        .catch(() => {
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
