/** How a picture leaves the device: as it is, softened around the member, or in coarse squares. */
export type Look = 'plain' | 'soft' | 'coarse';

export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** The part of a camera's picture to stand in, in shares of its sides. */
export const frame: Box = { x: 0.1, y: 0.04, width: 0.8, height: 0.92 };

/** Squares across, in the coarse look: a posture can be seen, a face hardly. */
const squaresAcross = 24;
/** Pixels across of what is drawn large again, in the soft look. */
const softAcross = 14;

/** Where a picture of one shape lies in another: whole, in the middle. */
export function fit(width: number, height: number, into: { width: number; height: number }): Box {
  const scale = Math.min(into.width / width, into.height / height);
  const [w, h] = [Math.round(width * scale), Math.round(height * scale)];
  return {
    x: Math.round((into.width - w) / 2),
    y: Math.round((into.height - h) / 2),
    width: w,
    height: h,
  };
}

function sheet(width: number, height: number): CanvasRenderingContext2D {
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(width));
  canvas.height = Math.max(1, Math.round(height));
  return canvas.getContext('2d')!;
}

/** Draws the camera's picture into a canvas, whole, as the coaches get it. */
export class Painter {
  private readonly context: CanvasRenderingContext2D;
  private small: CanvasRenderingContext2D | null = null;
  private layer: CanvasRenderingContext2D | null = null;

  constructor(readonly canvas: HTMLCanvasElement) {
    this.context = canvas.getContext('2d', { alpha: false })!;
  }

  /** False while the camera has no picture yet. */
  paint(video: HTMLVideoElement, look: Look): boolean {
    const { videoWidth, videoHeight } = video;
    if (videoWidth === 0 || videoHeight === 0) return false;
    const { context, canvas } = this;
    const box = fit(videoWidth, videoHeight, canvas);
    context.fillRect(0, 0, canvas.width, canvas.height);
    if (look === 'plain') context.drawImage(video, box.x, box.y, box.width, box.height);
    else this.paintSmall(video, box, look);
    if (look === 'soft') this.paintInFrame(video, box);
    return true;
  }

  /** Small, and large again: smoothly, or square by square. */
  private paintSmall(video: HTMLVideoElement, box: Box, look: Look): void {
    const across = look === 'coarse' ? squaresAcross : softAcross;
    const width = Math.round((across * box.width) / this.canvas.width);
    const height = Math.max(1, Math.round((width * box.height) / box.width));
    if (this.small?.canvas.width !== width || this.small.canvas.height !== height)
      this.small = sheet(width, height);
    this.small.drawImage(video, 0, 0, width, height);
    this.context.imageSmoothingEnabled = look === 'soft';
    this.context.drawImage(this.small.canvas, box.x, box.y, box.width, box.height);
    this.context.imageSmoothingEnabled = true;
  }

  /** What is in the frame, sharp, with a soft edge. */
  private paintInFrame(video: HTMLVideoElement, box: Box): void {
    const { width, height } = box;
    if (this.layer?.canvas.width !== width || this.layer.canvas.height !== height)
      this.layer = sheet(width, height);
    const layer = this.layer;
    layer.globalCompositeOperation = 'copy';
    layer.drawImage(video, 0, 0, width, height);
    layer.globalCompositeOperation = 'destination-in';
    layer.save();
    layer.translate((frame.x + frame.width / 2) * width, (frame.y + frame.height / 2) * height);
    layer.scale((frame.width * width) / 2, (frame.height * height) / 2);
    const edge = layer.createRadialGradient(0, 0, 0.72, 0, 0, 1);
    edge.addColorStop(0, 'rgb(0 0 0 / 100%)');
    edge.addColorStop(1, 'rgb(0 0 0 / 0%)');
    layer.fillStyle = edge;
    layer.fillRect(-1.5, -1.5, 3, 3);
    layer.restore();
    this.context.drawImage(layer.canvas, box.x, box.y);
  }
}
