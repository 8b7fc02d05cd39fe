import type { MirrorServerMessage, MirrorSettings } from '../contract/hub';
import type { Clock } from '../clock/clock';
import { createStore, type Value } from '../lib/store';
import type { Camera } from './camera';
import { canMakeStills, chooseCodec } from './encoder';
import { Keyring } from './keyring';
import type { Look } from './painter';
import { type Outlet, Pictures } from './pictures';
import type { Codec, PictureKind } from './protocol';
import { type Ended, isCameraOn, type ShareState } from './shareState';
import { MirrorSocket } from './socket';

export interface ShareOptions {
  sessionId: string;
  /** It is closed with the share. */
  camera: Camera;
  look: Look;
  /** The member says to have the class's minimum age. */
  ofAge: boolean;
  /** The server's. */
  clock: Clock;
  /** Media time of the class's frame on screen; null when there is none. */
  classAtMs: () => number | null;
}

const restAfterMs = 10_000;
const giveUpAfterMs = 60_000;

/** A member's picture, shared with the leaders of one class until one of both ends it. */
export class Share {
  readonly camera: Camera;
  private readonly store: Value<ShareState>;
  private readonly socket: MirrorSocket;
  private ring: Keyring | null = null;
  private settings: MirrorSettings | null = null;
  private codec: Codec | null = null;
  private readonly pictures = new Map<PictureKind, Pictures>();
  private sealing: Promise<unknown> = Promise.resolve();
  private unreached: ReturnType<typeof setTimeout>[] = [];
  private readonly over = new AbortController();

  constructor(private readonly options: ShareOptions) {
    this.camera = options.camera;
    this.store = createStore((): ShareState => ({
      connection: 'connecting',
      paused: false,
      hidden: document.hidden,
      look: options.look,
      wasOn: false,
      resting: false,
      leaders: [],
      lookers: [],
      ended: null,
    }));
    const { signal } = this.over;
    document.addEventListener('visibilitychange', () => this.set({ hidden: document.hidden }), {
      signal,
    });
    this.socket = new MirrorSocket(options.sessionId, () => this.greet(), {
      text: (message) => this.hear(message),
      state: (state, ended) => {
        if (state === 'ended') this.end(ended!);
        else this.reach(state);
      },
    });
    this.socket.start();
    this.camera.whenLost(() => this.end({ code: 'client.camera', message: '' }));
  }

  get subscribe() {
    return this.store.subscribe;
  }
  get snapshot() {
    return this.store.read;
  }

  setPaused(paused: boolean): void {
    this.set({ paused });
  }

  /** Pictures begin anew: none that was made before shows more than is to be seen now. */
  setLook(look: Look): void {
    if (look === this.store.read().look) return;
    this.closePictures();
    this.set({ look });
  }

  /** Nothing is sent from here on. Why it ended is told where there is something to tell. */
  end(ended: Ended | null): void {
    if (this.over.signal.aborted) return;
    this.over.abort();
    this.unreached.forEach(clearTimeout);
    this.socket.close();
    this.closePictures();
    this.camera.close();
    this.set({ connection: 'ended', leaders: [], lookers: [], ended });
  }

  private get silent(): boolean {
    const { paused, hidden } = this.store.read();
    return paused || hidden;
  }

  private set(part: Partial<ShareState>): void {
    const wasSilent = this.silent;
    this.store.set({ ...this.store.read(), ...part });
    this.camera.enabled = isCameraOn(this.store.read());
    if (this.silent !== wasSilent) this.tellPause();
    this.bring();
  }

  /** A camera that reaches nobody goes off after a while, and then the share ends. */
  private reach(connection: 'connecting' | 'on' | 'waiting'): void {
    const nobody = { connection, leaders: [], lookers: [] };
    if (connection === 'on') {
      this.unreached.forEach(clearTimeout);
      this.unreached = [];
      return this.set({ ...nobody, wasOn: true, resting: false });
    }
    if (this.unreached.length === 0)
      this.unreached = [
        setTimeout(() => this.set({ resting: true }), restAfterMs),
        setTimeout(() => this.end({ code: 'client.unreachable', message: '' }), giveUpAfterMs),
      ];
    this.set(nobody);
  }

  private tellPause(): void {
    this.socket.send({ type: 'pause', paused: this.silent });
  }

  /** Keys and pictures of one connection: another one begins with others. */
  private async greet() {
    this.closePictures();
    const ring = await Keyring.make(
      this.options.sessionId,
      (message) => ring === this.ring && this.socket.send(message),
      () => this.demandKeys(),
    );
    this.ring = ring;
    return { type: 'share' as const, publicKey: ring.publicKey, ofAge: this.options.ofAge };
  }

  private hear(message: MirrorServerMessage): void {
    switch (message.type) {
      case 'sharing':
        void this.begin(message.settings);
        return;
      case 'leaders':
        void this.ring?.follow(message.leaders);
        return this.set({ leaders: message.leaders });
      case 'lookers':
        return this.set({ lookers: message.lookers });
      case 'needKeyFrame':
        return this.pictures.get(message.kind as PictureKind)?.demandKey();
    }
  }

  private async begin(settings: MirrorSettings): Promise<void> {
    if (this.silent) this.tellPause();
    this.codec ??= await chooseCodec(settings.tile);
    if (this.codec === null) return this.end({ code: 'client.encoder', message: '' });
    this.settings = settings;
    this.bring();
  }

  /** What is made now: the tile while somebody watches, the look-in while somebody looks in. */
  private bring(): void {
    const { connection, leaders, lookers } = this.store.read();
    const on = connection === 'on' && !this.silent && this.settings !== null;
    this.bringOne(1, on && leaders.length > 0);
    this.bringOne(2, on && lookers.length > 0);
  }

  private bringOne(kind: PictureKind, wanted: boolean): void {
    const made = this.pictures.get(kind);
    if (wanted && made === undefined) this.pictures.set(kind, this.make(kind));
    else if (!wanted && made !== undefined) {
      this.pictures.delete(kind);
      made.close();
    }
  }

  private make(kind: PictureKind): Pictures {
    const { clock, classAtMs } = this.options;
    const outlet: Outlet = {
      open: () => this.ring?.ready === true && this.socket.keepsUp,
      send: (header, bytes) => this.send(header, bytes),
      failed: () => this.failed(),
    };
    const { camera } = this;
    return new Pictures(
      kind,
      this.codec!,
      kind === 1 ? this.settings!.tile : this.settings!.lookIn,
      camera,
      () => this.store.read().look,
      () => ({ capturedAtMs: clock.now() - camera.ageMs, classAtMs: classAtMs() ?? 0 }),
      outlet,
    );
  }

  /** One after another, so that sequences rise on the way; gives the bytes that went. */
  private send(...[header, bytes]: Parameters<Outlet['send']>): Promise<number | null> {
    const { ring } = this;
    const { look } = this.store.read();
    const sent = this.sealing.then(async () => {
      const frame = ring === null ? null : await ring.seal(header, bytes);
      const same = ring === this.ring && look === this.store.read().look;
      const may = frame !== null && same && !this.silent;
      return may && this.socket.sendPicture(frame) ? frame.byteLength : null;
    });
    this.sealing = sent.catch(() => null);
    return sent.catch(() => null);
  }

  /** An encoder that keeps failing: stills do without it. */
  private failed(): void {
    if (!canMakeStills()) return this.end({ code: 'client.encoder', message: '' });
    this.closePictures();
    this.codec = 'webp';
    this.bring();
  }

  private demandKeys(): void {
    this.pictures.forEach((one) => one.demandKey());
  }

  private closePictures(): void {
    this.pictures.forEach((one) => one.close());
    this.pictures.clear();
  }
}
