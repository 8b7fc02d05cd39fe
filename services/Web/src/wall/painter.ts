import type { Picture } from './decoding';

/**
 * Draws what came last of each source, once a painted frame: what a later picture overtook is
 * dropped unseen.
 */
export class Painter {
  private readonly waiting = new Map<string, { picture: Picture; draw: (one: Picture) => void }>();
  private frame: number | null = null;

  /** Takes the picture and closes it. */
  paint(source: string, picture: Picture, draw: (one: Picture) => void): void {
    this.waiting.get(source)?.picture.close();
    this.waiting.set(source, { picture, draw });
    this.frame ??= requestAnimationFrame(() => this.paintAll());
  }

  clear(): void {
    if (this.frame !== null) cancelAnimationFrame(this.frame);
    this.frame = null;
    for (const { picture } of this.waiting.values()) picture.close();
    this.waiting.clear();
  }

  private paintAll(): void {
    this.frame = null;
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
