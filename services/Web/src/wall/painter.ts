import type { Picture } from './decoding';

/**
 * Each time anything is drawn the page is put together anew, which costs more than the pictures: so
 * thirty tiles at four a second, each at its own moment, are drawn together so often.
 */
const togetherMs = 66;

/**
 * Draws what came last of each source in one painted frame: what a later picture overtook is
 * dropped unseen.
 */
export class Painter {
  private readonly waiting = new Map<string, { picture: Picture; draw: (one: Picture) => void }>();
  private frame: number | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private paintedAt = -Infinity;

  /**
   * Takes the picture and closes it.
   * @param soon in the next painted frame, and all that waits with it
   */
  paint(source: string, picture: Picture, soon: boolean, draw: (one: Picture) => void): void {
    this.waiting.get(source)?.picture.close();
    this.waiting.set(source, { picture, draw });
    const restMs = this.paintedAt + togetherMs - performance.now();
    if (soon || restMs <= 0) this.ask();
    else this.timer ??= setTimeout(() => this.ask(), restMs);
  }

  clear(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    if (this.frame !== null) cancelAnimationFrame(this.frame);
    this.frame = null;
    for (const { picture } of this.waiting.values()) picture.close();
    this.waiting.clear();
  }

  private ask(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.frame ??= requestAnimationFrame(() => this.paintAll());
  }

  private paintAll(): void {
    this.frame = null;
    this.paintedAt = performance.now();
    for (const { picture, draw } of this.waiting.values()) {
      draw(picture);
      picture.close();
    }
    this.waiting.clear();
  }
}

const sizeOf = (picture: Picture) =>
  'displayWidth' in picture
    ? { width: picture.displayWidth, height: picture.displayHeight }
    : { width: picture.width, height: picture.height };

/** The canvas takes the picture's size; how large it is on screen is its style's business. */
export function drawOn(canvas: HTMLCanvasElement, picture: Picture): void {
  const { width, height } = sizeOf(picture);
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  canvas.getContext('2d', { alpha: false })?.drawImage(picture, 0, 0, width, height);
}

/** Nothing of a picture stays. */
export function wipe(canvas: HTMLCanvasElement): void {
  // Setting the size clears it.
  canvas.width = 1;
  canvas.height = 1;
}
