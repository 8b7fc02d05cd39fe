import { mirrorLimits, type MirrorPictureSettings } from '../contract/hub';
import { Budget } from './budget';
import type { Camera } from './camera';
import { type Encoded, makeEncoder, type Moment, type PictureEncoder } from './encoder';
import { type Look, Painter } from './painter';
import type { Codec, PictureHeader, PictureKind } from './protocol';

type Unnumbered = Omit<PictureHeader, 'keyId' | 'sequence'>;

/** Where pictures go: sealed, and on their way; each says whether it went. */
export interface Outlet {
  /** False while nothing may be sent, or the way does not keep up. */
  open: () => boolean;
  send: (header: Unnumbered, bytes: Uint8Array) => Promise<number | null>;
  failed: () => void;
}

const mostBytes: Record<PictureKind, number> = {
  1: mirrorLimits.tileBytes,
  2: mirrorLimits.lookInBytes,
};
const around = mirrorLimits.headerBytes + mirrorLimits.tagBytes;
/** Pictures that may be on their way to the socket: encrypting one takes a moment. */
const mostUnderWay = 2;

/**
 * One size of the member's picture: drawn, encoded and sent as often as its settings say. Nothing
 * waits: what cannot go now is not made, and what was lost is made up for by a key frame.
 */
export class Pictures {
  private readonly painter: Painter;
  private readonly encoder: PictureEncoder;
  private readonly budget: Budget;
  private readonly timer: ReturnType<typeof setInterval>;
  private needsKey = true;
  /** What comes out stands on a picture that was lost. */
  private broken = false;
  private underWay = 0;

  constructor(
    private readonly kind: PictureKind,
    codec: Codec,
    settings: MirrorPictureSettings,
    private readonly camera: Camera,
    private readonly look: () => Look,
    private readonly moment: () => Moment,
    private readonly outlet: Outlet,
  ) {
    const canvas = document.createElement('canvas');
    canvas.width = settings.width;
    canvas.height = settings.height;
    this.painter = new Painter(canvas);
    this.encoder = makeEncoder(
      codec,
      settings,
      (encoded) => void this.take(encoded),
      outlet.failed,
    );
    this.budget = new Budget(settings.kbps, performance.now());
    this.timer = setInterval(() => this.tick(), 1000 / this.encoder.framesPerSecond);
    this.tick();
  }

  /** Somebody cannot go on without a key frame: it is made at once, if it can go. */
  demandKey(): void {
    this.needsKey = true;
    this.tick();
  }

  close(): void {
    clearInterval(this.timer);
    this.encoder.close();
  }

  private tick(): void {
    if (!this.outlet.open()) return;
    if (!this.encoder.idle || this.underWay >= mostUnderWay) return;
    if (!this.budget.has(performance.now())) return;
    const moment = this.moment();
    if (!this.painter.paint(this.camera.video, this.look())) return;
    this.encoder.encode(this.painter.canvas, moment, this.needsKey);
    this.needsKey = false;
  }

  private async take({ key, bytes, moment }: Encoded): Promise<void> {
    if (key) this.broken = false;
    if (this.broken) return;
    if (this.underWay > mostUnderWay || bytes.length + around > mostBytes[this.kind])
      return this.lose();
    const { kind } = this;
    const { codec } = this.encoder;
    this.underWay += 1;
    const sent = await this.outlet.send({ kind, key, codec, ...moment }, bytes);
    this.underWay -= 1;
    if (sent === null) this.lose();
    else this.budget.spend(sent);
  }

  private lose(): void {
    this.broken = true;
    this.needsKey = true;
  }
}
