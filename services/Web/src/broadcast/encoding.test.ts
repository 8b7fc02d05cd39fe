import { describe, expect, it } from 'vitest';
import { audioSpecificConfig, soundRate } from './soundEncoding';
import { levelFor, sizeFor } from './videoEncoding';

describe('what is encoded', () => {
  it('keeps the shape of the picture and never enlarges it', () => {
    expect(sizeFor(1920, 1080, 720)).toEqual({ width: 1280, height: 720 });
    expect(sizeFor(720, 1280, 480)).toEqual({ width: 480, height: 852 });
    expect(sizeFor(641, 361, 720)).toEqual({ width: 640, height: 360 });
  });

  it('names the level that a size needs', () =>
    expect([
      levelFor(640, 480),
      levelFor(854, 480),
      levelFor(1280, 720),
      levelFor(1920, 1080),
    ]).toEqual(['1e', '1f', '1f', '28']));

  it('describes AAC-LC', () => {
    expect([...audioSpecificConfig(48_000, 2)]).toEqual([0x11, 0x90]);
    expect([...audioSpecificConfig(44_100, 1)]).toEqual([0x12, 0x08]);
    expect([soundRate(44_100), soundRate(48_000), soundRate(16_000), soundRate(96_000)]).toEqual([
      44_100, 48_000, 48_000, 48_000,
    ]);
  });
});
