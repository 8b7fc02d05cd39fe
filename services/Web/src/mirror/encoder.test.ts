import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { chooseCodec, type Encoded, makeEncoder } from './encoder';
import { fit } from './painter';

const settings = { width: 160, height: 120, framesPerSecond: 4, kbps: 30 };
const canvas = {} as HTMLCanvasElement;
const moment = (capturedAtMs: number) => ({ capturedAtMs, classAtMs: 0 });

class FakeEncoder {
  static all: FakeEncoder[] = [];
  static supported = (_: string) => true;
  static isConfigSupported = ({ codec }: VideoEncoderConfig) =>
    Promise.resolve({ supported: FakeEncoder.supported(codec) });

  state = 'unconfigured';
  encodeQueueSize = 0;
  config: VideoEncoderConfig | null = null;
  asked: { timestamp: number; keyFrame: boolean }[] = [];

  constructor(private readonly init: VideoEncoderInit) {
    FakeEncoder.all.push(this);
  }

  configure(config: VideoEncoderConfig): void {
    [this.state, this.config] = ['configured', config];
  }

  encode({ timestamp }: VideoFrame, { keyFrame }: VideoEncoderEncodeOptions): void {
    this.asked.push({ timestamp, keyFrame: keyFrame! });
  }

  /** The picture that was asked for as the n-th, in so many bytes. */
  give(n: number, type: EncodedVideoChunkType, byteLength: number): void {
    const { timestamp } = this.asked[n]!;
    const chunk = { timestamp, type, byteLength, copyTo: (to: Uint8Array) => to.fill(n + 1) };
    this.init.output(chunk as unknown as EncodedVideoChunk);
  }

  fail(): void {
    this.state = 'closed';
    this.init.error(new DOMException('Gone.'));
  }

  close = () => (this.state = 'closed');
}

let formats = ['image/webp'];
beforeEach(() => {
  FakeEncoder.all = [];
  FakeEncoder.supported = () => true;
  formats = ['image/webp'];
  vi.stubGlobal('VideoEncoder', FakeEncoder);
  vi.stubGlobal(
    'VideoFrame',
    class {
      readonly timestamp: number;
      constructor(_: unknown, { timestamp }: { timestamp: number }) {
        this.timestamp = timestamp;
      }
      close = () => undefined;
    },
  );
  vi.stubGlobal('document', {
    createElement: () => ({
      toDataURL: (type: string) => `data:${formats.includes(type) ? type : 'image/png'};base64,`,
    }),
  });
});
afterEach(() => vi.unstubAllGlobals());

describe('the codec', () => {
  it('is VP8, or VP9 where that is missing', async () => {
    expect(await chooseCodec(settings)).toBe('vp8');
    FakeEncoder.supported = (codec) => codec.startsWith('vp09');
    expect(await chooseCodec(settings)).toBe('vp9');
  });

  it('is stills without either, or without encoders', async () => {
    FakeEncoder.supported = () => false;
    expect(await chooseCodec(settings)).toBe('webp');
    vi.stubGlobal('VideoEncoder', undefined);
    expect(await chooseCodec(settings)).toBe('webp');
  });

  it('is none where the browser makes no such stills', async () => {
    FakeEncoder.supported = () => false;
    formats = [];
    expect(await chooseCodec(settings)).toBeNull();
  });
});

describe('video', () => {
  const failed = vi.fn();
  let out: Encoded[] = [];
  const make = () => makeEncoder('vp8', settings, (encoded) => out.push(encoded), failed);
  const last = () => FakeEncoder.all.at(-1)!;

  beforeEach(() => {
    out = [];
    failed.mockClear();
  });

  it('comes out with the moment that went in, though some never come out', () => {
    const encoder = make();
    [10, 20, 30].forEach((at) => encoder.encode(canvas, moment(at), false));
    last().give(0, 'key', 3);
    last().give(2, 'delta', 2);
    expect(out).toEqual([
      { key: true, bytes: Uint8Array.of(1, 1, 1), moment: moment(10) },
      { key: false, bytes: Uint8Array.of(3, 3), moment: moment(30) },
    ]);
  });

  it('is asked for less than a second may carry, and begins with a key frame', () => {
    const encoder = make();
    encoder.encode(canvas, moment(1), false);
    encoder.encode(canvas, moment(2), true);
    expect(last().config).toMatchObject({ codec: 'vp8', width: 160, latencyMode: 'realtime' });
    expect(last().config!.bitrate).toBeLessThan(26_000);
    expect(last().asked.map(({ keyFrame }) => keyFrame)).toEqual([true, true]);
    expect(last().asked[1]!.timestamp - last().asked[0]!.timestamp).toBe(250_000);
  });

  it('takes nothing more while something waits', () => {
    const encoder = make();
    expect(encoder.idle).toBe(true);
    encoder.encode(canvas, moment(1), false);
    last().encodeQueueSize = 1;
    expect(encoder.idle).toBe(false);
  });

  it('gets another encoder when one is taken away, up to a point', () => {
    const encoder = make();
    for (let round = 1; round <= 4; round += 1) {
      encoder.encode(canvas, moment(round), false);
      expect(FakeEncoder.all).toHaveLength(round);
      expect(last().asked).toEqual([{ timestamp: expect.any(Number) as number, keyFrame: true }]);
      expect(failed).not.toHaveBeenCalled();
      last().fail();
    }
    expect(failed).toHaveBeenCalledTimes(1);
  });

  it('says nothing once it is closed', () => {
    const encoder = make();
    encoder.encode(canvas, moment(1), false);
    encoder.close();
    last().give(0, 'key', 3);
    encoder.encode(canvas, moment(2), false);
    expect(out).toEqual([]);
    expect(FakeEncoder.all).toHaveLength(1);
  });
});

describe('stills', () => {
  it('come once a second, each for itself, and smaller when they are too large', async () => {
    const out: Encoded[] = [];
    const encoder = makeEncoder('webp', settings, (encoded) => out.push(encoded), vi.fn());
    expect(encoder.framesPerSecond).toBe(1);
    const qualities: number[] = [];
    let blob: (blob: Blob | null) => void = () => undefined;
    const still = {
      toBlob: (done: typeof blob, _: string, quality: number) => {
        qualities.push(quality);
        blob = done;
      },
    } as unknown as HTMLCanvasElement;
    for (let round = 1; round <= 3; round += 1) {
      encoder.encode(still, moment(round), false);
      expect(encoder.idle).toBe(false);
      blob(new Blob([new Uint8Array(9_000)]));
      await vi.waitFor(() => expect(encoder.idle).toBe(true));
    }
    expect(out.map(({ key, bytes }) => [key, bytes.length])).toEqual(
      [1, 2, 3].map(() => [true, 9_000]),
    );
    expect(qualities[2]!).toBeLessThan(qualities[0]!);
  });
});

describe('a picture of another shape', () => {
  const tile = { width: 160, height: 120 };
  it.each([
    [640, 480, { x: 0, y: 0, width: 160, height: 120 }],
    [480, 640, { x: 35, y: 0, width: 90, height: 120 }],
    [1280, 720, { x: 0, y: 15, width: 160, height: 90 }],
  ])('of %i × %i lies whole in the middle', (width, height, box) =>
    expect(fit(width, height, tile)).toEqual(box),
  );
});
