/**
 * A clock for cameras: a time in milliseconds as 8 × 6 black and white cells in a black frame on
 * white. Drawn on one screen and filmed, or put into a picture, it tells when that picture was
 * taken. Large even cells survive compression and scaling, the frame makes it findable anywhere and
 * at a slant, and three white marks and a black one, a checksum and the time that is expected keep
 * a misreading out.
 */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** What of a canvas context is drawn with. */
export type Surface = Pick<CanvasRenderingContext2D, 'fillStyle' | 'fillRect'>;

/** What of an ImageData is read. */
export interface Picture {
  data: ArrayLike<number>;
  width: number;
  height: number;
}

const columns = 8;
const rows = 6;
/** White margin and black frame, one cell each. */
const margin = 2;
const timeBits = 36;
const cycle = 2 ** timeBits;
const whiteMarks = [0, columns - 1, columns * (rows - 1)];
const blackMark = columns * rows - 1;
const isMark = (cell: number) => cell === blackMark || whiteMarks.includes(cell);

function checksum(bits: readonly boolean[]): number {
  let sum = 0xa5;
  for (const bit of bits) {
    const carry = ((sum >> 7) & 1) !== (bit ? 1 : 0);
    sum = ((sum << 1) & 0xff) ^ (carry ? 0x2f : 0);
  }
  return sum;
}

/** The cells, row by row; true is white. */
export function cellsOf(ms: number): boolean[] {
  const low = ((Math.round(ms) % cycle) + cycle) % cycle;
  const time = Array.from({ length: timeBits }, (_, bit) => Math.floor(low / 2 ** bit) % 2 === 1);
  const sum = checksum(time);
  const payload = [...time, ...Array.from({ length: 8 }, (_, bit) => ((sum >> bit) & 1) === 1)];
  let next = 0;
  return Array.from({ length: columns * rows }, (_, cell) =>
    isMark(cell) ? cell !== blackMark : payload[next++]!,
  );
}

/**
 * The time that cells say, the one next to `nearMs` of all that look alike (795 days apart); null
 * when they are no clock.
 */
export function timeOf(cells: readonly boolean[], nearMs: number): number | null {
  if (cells[blackMark] || whiteMarks.some((cell) => !cells[cell])) return null;
  const payload = cells.filter((_, cell) => !isMark(cell));
  const time = payload.slice(0, timeBits);
  const sum = payload
    .slice(timeBits)
    .reduce((value, bit, index) => value | (bit ? 1 << index : 0), 0);
  if (sum !== checksum(time)) return null;
  const low = time.reduce((value, bit, index) => value + (bit ? 2 ** index : 0), 0);
  return low + Math.round((nearMs - low) / cycle) * cycle;
}

/** Draws the time into the box, its white margin included. */
export function draw(context: Surface, ms: number, box: Box): void {
  const across = columns + 2 * margin;
  const down = rows + 2 * margin;
  const x = (unit: number) => Math.round(box.x + (unit / across) * box.width);
  const y = (unit: number) => Math.round(box.y + (unit / down) * box.height);
  const fill = (style: string, left: number, top: number, right: number, bottom: number) => {
    context.fillStyle = style;
    context.fillRect(x(left), y(top), x(right) - x(left), y(bottom) - y(top));
  };
  fill('#fff', 0, 0, across, down);
  fill('#000', 1, 1, across - 1, down - 1);
  cellsOf(ms).forEach((white, cell) => {
    const left = margin + (cell % columns);
    const top = margin + Math.floor(cell / columns);
    if (white) fill('#fff', left, top, left + 1, top + 1);
  });
}
