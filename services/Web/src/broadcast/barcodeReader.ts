import { type Picture, timeOf } from './barcodeClock';

interface Point {
  x: number;
  y: number;
}

interface Grey {
  values: Uint8Array;
  width: number;
  height: number;
}

/** Enough for a code that fills a tenth of the picture's width. */
const widest = 640;
const thresholds = [128, 96, 160, 64, 192, 40];
const smallest = 20;

/** Brightness, made smaller by whole steps: averaging also takes out noise. */
function toGrey({ data, width, height }: Picture): Grey {
  const step = Math.max(1, Math.floor(width / widest));
  const grey = {
    width: Math.floor(width / step),
    height: Math.floor(height / step),
    values: new Uint8Array(0),
  };
  grey.values = new Uint8Array(grey.width * grey.height);
  for (let y = 0; y < grey.height; y++) {
    for (let x = 0; x < grey.width; x++) {
      let sum = 0;
      for (let dy = 0; dy < step; dy++) {
        for (let dx = 0; dx < step; dx++) {
          const at = ((y * step + dy) * width + x * step + dx) * 4;
          sum += 0.299 * data[at]! + 0.587 * data[at + 1]! + 0.114 * data[at + 2]!;
        }
      }
      grey.values[y * grey.width + x] = sum / (step * step);
    }
  }
  return grey;
}

/** The outer corners of each dark shape that could be the frame, clockwise from top left. */
function* darkShapes(
  { values, width, height }: Grey,
  threshold: number,
): Generator<[Point, Point, Point, Point]> {
  const seen = new Uint8Array(values.length);
  const stack: number[] = [];
  for (let start = 0; start < values.length; start++) {
    if (seen[start] || values[start]! >= threshold) continue;
    seen[start] = 1;
    stack.push(start);
    let [left, right, top, bottom] = [width, 0, height, 0];
    // Of a slanted rectangle the corners are where x + y and x − y are least and greatest.
    let [a, b, c, d] = [start, start, start, start];
    let [aMin, bMax, cMax, dMin] = [Infinity, -Infinity, -Infinity, Infinity];
    while (stack.length > 0) {
      const at = stack.pop()!;
      const x = at % width;
      const y = (at - x) / width;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      if (y > bottom) bottom = y;
      if (x + y < aMin) [aMin, a] = [x + y, at];
      if (x - y > bMax) [bMax, b] = [x - y, at];
      if (x + y > cMax) [cMax, c] = [x + y, at];
      if (x - y < dMin) [dMin, d] = [x - y, at];
      const visit = (next: number) => {
        if (seen[next] || values[next]! >= threshold) return;
        seen[next] = 1;
        stack.push(next);
      };
      if (x > 0) visit(at - 1);
      if (x < width - 1) visit(at + 1);
      if (y > 0) visit(at - width);
      if (y < height - 1) visit(at + width);
    }
    if (right - left < smallest || bottom - top < smallest) continue;
    const corner = (at: number, dx: number, dy: number) => ({
      x: (at % width) + dx,
      y: Math.floor(at / width) + dy,
    });
    yield [corner(a, 0, 0), corner(b, 1, 0), corner(c, 1, 1), corner(d, 0, 1)];
  }
}

/** Maps the unit square onto a quadrilateral, in perspective. */
function perspective([p0, p1, p2, p3]: [Point, Point, Point, Point]): (
  u: number,
  v: number,
) => Point {
  const [dx1, dx2, dx3] = [p1.x - p2.x, p3.x - p2.x, p0.x - p1.x + p2.x - p3.x];
  const [dy1, dy2, dy3] = [p1.y - p2.y, p3.y - p2.y, p0.y - p1.y + p2.y - p3.y];
  const area = dx1 * dy2 - dx2 * dy1;
  const g = (dx3 * dy2 - dx2 * dy3) / area;
  const h = (dx1 * dy3 - dx3 * dy1) / area;
  return (u, v) => {
    const w = g * u + h * v + 1;
    return {
      x: ((p1.x - p0.x + g * p1.x) * u + (p3.x - p0.x + h * p3.x) * v + p0.x) / w,
      y: ((p1.y - p0.y + g * p1.y) * u + (p3.y - p0.y + h * p3.y) * v + p0.y) / w,
    };
  };
}

function readShape(
  grey: Grey,
  corners: [Point, Point, Point, Point],
  nearMs: number,
): number | null {
  const map = perspective(corners);
  const brightness = (unitX: number, unitY: number) => {
    let sum = 0;
    for (let dy = -1; dy <= 1; dy++) {
      for (let dx = -1; dx <= 1; dx++) {
        const { x, y } = map((unitX + dx * 0.18) / 10, (unitY + dy * 0.18) / 8);
        const [column, row] = [
          Math.max(0, Math.min(grey.width - 1, Math.floor(x))),
          Math.max(0, Math.min(grey.height - 1, Math.floor(y))),
        ];
        sum += grey.values[row * grey.width + column]!;
      }
    }
    return sum / 9;
  };
  const frame = [2, 4, 6, 8].flatMap((at) => [brightness(at, 0.5), brightness(at, 7.5)]);
  const black = frame.reduce((sum, one) => sum + one, 0) / frame.length;
  const cells = Array.from({ length: 48 }, (_, cell) =>
    brightness(1.5 + (cell % 8), 1.5 + Math.floor(cell / 8)),
  );
  const white = (cells[0]! + cells[7]! + cells[40]!) / 3;
  if (!(white - black > 25)) return null;
  const middle = (white + black) / 2;
  return timeOf(
    cells.map((one) => one > middle),
    nearMs,
  );
}

/**
 * The time that a bar-code clock in the picture shows, in milliseconds; null when there is none, or
 * it cannot be made out.
 */
export function read(picture: Picture, nearMs: number = Date.now()): number | null {
  const grey = toGrey(picture);
  for (const threshold of thresholds) {
    for (const corners of darkShapes(grey, threshold)) {
      const ms = readShape(grey, corners, nearMs);
      if (ms !== null) return ms;
    }
  }
  return null;
}
