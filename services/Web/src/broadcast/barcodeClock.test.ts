import { describe, expect, it } from 'vitest';
import { type Box, cellsOf, draw, type Picture, timeOf } from './barcodeClock';
import { read } from './barcodeReader';
import { Calibration } from './calibration';

const now = 1_764_160_000_123;

class Canvas implements Picture {
  readonly data: Uint8ClampedArray;
  fillStyle = '#000';

  constructor(
    readonly width: number,
    readonly height: number,
    grey = 110,
  ) {
    this.data = new Uint8ClampedArray(width * height * 4).fill(grey);
  }

  fillRect(x: number, y: number, width: number, height: number): void {
    const value = this.fillStyle === '#fff' ? 255 : 0;
    for (let row = y; row < y + height; row++)
      this.data.fill(value, (row * this.width + x) * 4, (row * this.width + x + width) * 4);
  }
}

const drawn = (ms: number, box: Box, width = 1280, height = 720) => {
  const canvas = new Canvas(width, height);
  draw(canvas as never, ms, box);
  return canvas;
};

/** A new picture whose pixel (x, y) is `from(x, y)` of brightness. */
function picture(width: number, height: number, from: (x: number, y: number) => number): Picture {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++)
      data.fill(from(x, y), (y * width + x) * 4, (y * width + x) * 4 + 4);
  return { data, width, height };
}

const at = (source: Picture, x: number, y: number) =>
  source.data[
    (Math.max(0, Math.min(source.height - 1, Math.floor(y))) * source.width +
      Math.max(0, Math.min(source.width - 1, Math.floor(x)))) *
      4
  ]!;

let seed = 7;
const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
const blurred = (source: Picture, radius: number) =>
  picture(source.width, source.height, (x, y) => {
    let sum = 0;
    for (let dy = -radius; dy <= radius; dy++)
      for (let dx = -radius; dx <= radius; dx++) sum += at(source, x + dx, y + dy);
    return sum / (2 * radius + 1) ** 2;
  });

describe('bar-code clock', () => {
  it('is the same for everybody', () =>
    expect(
      cellsOf(now)
        .map((white) => (white ? '#' : '.'))
        .join('')
        .match(/.{8}/g),
    ).toMatchInlineSnapshot(`
      [
        "###.####",
        "#.....#.",
        "#.#....#",
        "........",
        "##.#.##.",
        "#...###.",
      ]
    `));

  it('tells any time, the one next to now', () => {
    for (const ms of [now, now + 1, now - 86_400_000, now + 300 * 86_400_000])
      expect(timeOf(cellsOf(ms), now)).toBe(ms);
  });

  it('refuses any one wrong cell', () => {
    const cells = cellsOf(now);
    for (let cell = 0; cell < cells.length; cell++)
      expect(
        timeOf(
          cells.map((white, index) => (index === cell ? !white : white)),
          now,
        ),
      ).toBeNull();
  });

  it('is read wherever it stands and whatever fills the picture', () => {
    expect(read(drawn(now, { x: 0, y: 0, width: 1280, height: 720 }), now)).toBe(now);
    expect(read(drawn(now, { x: 700, y: 300, width: 240, height: 200 }), now)).toBe(now);
    expect(read(drawn(now, { x: 10, y: 20, width: 160, height: 120 }, 320, 180), now)).toBe(now);
  });

  it('is read through scaling, blur, noise and poor contrast', () => {
    const source = drawn(now, { x: 500, y: 200, width: 360, height: 300 });
    const small = picture(426, 240, (x, y) => at(source, x * 3.005, y * 3));
    expect(read(small, now)).toBe(now);
    const soft = blurred(source, 6);
    expect(read(soft, now)).toBe(now);
    expect(
      read(
        picture(1280, 720, (x, y) => 60 + at(soft, x, y) * 0.45 + (random() - 0.5) * 50),
        now,
      ),
    ).toBe(now);
    expect(
      read(
        picture(1280, 720, (x, y) => 10 + at(soft, x, y) * 0.25),
        now,
      ),
    ).toBe(now);
  });

  it('is read at a slant and in perspective', () => {
    const source = drawn(now, { x: 440, y: 180, width: 400, height: 340 });
    for (const degrees of [-20, -8, 8, 20]) {
      const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
      const turned = picture(1280, 720, (x, y) =>
        at(
          source,
          640 + (x - 640) * cos - (y - 360) * sin,
          360 + (x - 640) * sin + (y - 360) * cos,
        ),
      );
      expect(read(turned, now)).toBe(now);
    }
    const leaning = picture(1280, 720, (x, y) => {
      const depth = 1 + (x - 640) * 0.0006;
      return at(source, 640 + (x - 640) * depth, 360 + (y - 360) * depth);
    });
    expect(read(leaning, now)).toBe(now);
  });

  it('is not read where two times overlap, or none is', () => {
    const [one, two] = [
      drawn(now, { x: 0, y: 0, width: 640, height: 360 }, 640, 360),
      drawn(now + 4_000, { x: 0, y: 0, width: 640, height: 360 }, 640, 360),
    ];
    const both = read(
      picture(640, 360, (x, y) => (at(one, x, y) + at(two, x, y)) / 2 + (random() - 0.5) * 8),
      now,
    );
    expect([null, now, now + 4_000]).toContain(both);
    for (let n = 0; n < 20; n++)
      expect(
        read(
          picture(160, 90, () => random() * 255),
          now,
        ),
      ).toBeNull();
    expect(
      read(
        picture(64, 36, () => 0),
        now,
      ),
    ).toBeNull();
  });
});

describe('calibration', () => {
  it('is the median of at least ten readings, on top of what is in force', () => {
    const calibration = new Calibration();
    for (let n = 0; n < 9; n++) calibration.add(now + 400 + n, now);
    expect(calibration.offsetMs(0)).toBeNull();
    calibration.add(now + 4_000, now);
    calibration.add(now + 60_000, now);
    expect(calibration.readings).toBe(10);
    expect(calibration.biasMs).toBe(404.5);
    expect(calibration.offsetMs(-100)).toBe(-504);
  });
});
