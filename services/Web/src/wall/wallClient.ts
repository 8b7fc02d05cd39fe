import type { Cue, MirrorServerMessage, MirrorTile } from '../contract/hub';
import type { Clock } from '../clock/clock';
import { createStore } from '../lib/store';
import { makePair, type OwnPair, unwrap } from '../mirror/keys';
import type { PictureKind } from '../mirror/protocol';
import { MirrorSocket, type MirrorSocketEvents } from '../mirror/socket';
import { tileState } from './age';
import { type Place, Places } from './places';
import { SharedTiles } from './sharedTiles';
import { classMoment, stepAt, type StepMoments, stepMoments } from './steps';
import { noWall, sameRecord, type WallState } from './wallState';

const lookEveryMs = 500;
/** Without a connection nobody hears that a member stopped, so their picture goes by itself. */
const keptWithoutLinkMs = 1_500;

/** The wall of one class, as one of its leaders watches it: one socket, and what comes over it. */
export class WallClient {
  private readonly store = createStore(() => noWall);
  private readonly socket: MirrorSocket;
  private readonly places: Places;
  private readonly tiles: SharedTiles;
  /** Pictures a second, until the server says how many. */
  private readonly frames: Record<PictureKind, number> = { 1: 4, 2: 12 };
  private pair: Promise<OwnPair> | null = null;
  private moments: StepMoments = [];
  /** Whom this leader looks in on, and which number the server was told. */
  private looked: string | null = null;
  private toldLook: number | null = null;
  /** This connection has said who shares. */
  private listed = false;
  private lostAt: number | null = null;
  private splits = false;
  private timer: ReturnType<typeof setInterval> | undefined;

  /** @param connect makes the socket */
  constructor(
    private readonly sessionId: string,
    private readonly clock: Clock,
    connect = (...way: ConstructorParameters<typeof MirrorSocket>) => new MirrorSocket(...way),
  ) {
    this.places = new Places(() => clock.now());
    this.tiles = new SharedTiles(
      this.places,
      (kind) => 1000 / this.frames[kind],
      (tile, kind) => this.socket.send({ type: 'needKeyFrame', tile, kind }),
      () => this.lookAround(),
    );
    const events: MirrorSocketEvents = {
      text: (message) => this.hear(message),
      picture: (frame) => this.tiles.take(frame),
      state: (link, ended) => {
        this.lostAt = link === 'on' ? null : (this.lostAt ?? performance.now());
        this.set({ link, ended: ended ?? null });
        // Whoever may not watch any longer keeps nothing of what they saw.
        if (ended) this.clear();
      },
    };
    const hello = async () => {
      // A new pair for each connection: what was wrapped for an old one opens nothing here.
      this.startAnew();
      this.pair = makePair();
      return { type: 'watch' as const, publicKey: (await this.pair).publicKey };
    };
    this.socket = connect(sessionId, hello, events);
  }

  readonly subscribe = this.store.subscribe;
  readonly snapshot = this.store.read;

  start(): void {
    this.timer = setInterval(() => this.lookAround(), lookEveryMs);
    this.socket.start();
  }

  close(): void {
    clearInterval(this.timer);
    this.socket.close();
    this.clear();
  }

  /** The room's cues say what step a picture belongs to. */
  follow(cues: readonly Cue[]): void {
    this.moments = stepMoments(cues);
    this.lookAround();
  }

  /** Draws a member's tile (1) or look-in (2) there, until what this gives is called. */
  attach(kind: PictureKind, memberId: string, place: Place): () => void {
    return this.places.attach(memberId, kind, place);
  }

  /** Looks in on one member, or on nobody. */
  look(memberId: string | null): void {
    this.looked = memberId;
    this.tellLook();
  }

  /** Shares the wall with the other leaders who do. */
  split(on: boolean): void {
    this.splits = on;
    this.socket.send({ type: 'split', on });
  }

  private hear(message: MirrorServerMessage): void {
    switch (message.type) {
      case 'watching':
        this.frames[1] = message.settings.tile.framesPerSecond;
        this.frames[2] = message.settings.lookIn.framesPerSecond;
        this.set({ id: message.id });
        if (this.splits) this.split(true);
        break;
      case 'tiles':
        this.name(message.tiles);
        break;
      case 'leaders':
        this.set({ leaders: message.leaders });
        break;
      case 'key':
        this.takeKey(message);
    }
  }

  private takeKey({
    tile,
    keyId,
    wrapped,
  }: {
    tile: number;
    keyId: number;
    wrapped: string;
  }): void {
    const { pair } = this;
    const { id } = this.store.read();
    if (pair === null || id === null) return;
    this.tiles.giveKey(tile, keyId, async (publicKey) =>
      unwrap(await pair, publicKey, this.sessionId, id, keyId, wrapped),
    );
  }

  /** The list of who shares. */
  private name(list: readonly MirrorTile[]): void {
    this.tiles.name(list);
    const seen = new Set(list.filter((one) => !one.paused).map((one) => one.memberId));
    for (const { memberId } of [...this.store.read().tiles, ...list])
      if (!seen.has(memberId)) this.places.forget(memberId);
    this.listed = true;
    this.set({ tiles: list });
    this.tellLook();
    this.lookAround();
  }

  /** Keys and numbers are of one connection; what was drawn stays, and its age grows. */
  private startAnew(): void {
    this.tiles.clear();
    this.pair = null;
    this.toldLook = null;
    this.listed = false;
  }

  private clear(): void {
    this.startAnew();
    this.forgetPictures();
    this.set({ tiles: [], leaders: [], states: {}, steps: {} });
  }

  private forgetPictures(): void {
    for (const { memberId } of this.store.read().tiles) this.places.forget(memberId);
  }

  private tellLook(): void {
    if (!this.listed) return;
    const { tiles } = this.store.read();
    const number = tiles.find((one) => one.memberId === this.looked)?.tile ?? null;
    if (number === this.toldLook) return;
    if (this.toldLook !== null) {
      this.tiles.endLookIn(this.toldLook);
      // Another look-in ends this one by itself.
      if (number === null) this.socket.send({ type: 'look', tile: this.toldLook, on: false });
    }
    this.toldLook = number;
    if (number !== null) this.socket.send({ type: 'look', tile: number, on: true });
  }

  /** What changes without a message: ages, and the steps that pictures have come to. */
  private lookAround(): void {
    if (this.lostAt !== null && performance.now() - this.lostAt > keptWithoutLinkMs)
      this.forgetPictures();
    const now = this.clock.now();
    const old = this.store.read();
    for (const { memberId } of old.tiles) this.places.tellAge(memberId);
    const states: WallState['states'] = Object.fromEntries(
      old.tiles.map((tile) => [
        tile.memberId,
        tileState(tile, this.places.newest(tile.memberId), now),
      ]),
    );
    const steps: WallState['steps'] = Object.fromEntries(
      old.tiles.flatMap((tile) => {
        const newest = this.places.newest(tile.memberId);
        return newest ? [[tile.memberId, stepAt(this.moments, classMoment(newest))]] : [];
      }),
    );
    const [sameStates, sameSteps] = [sameRecord(states, old.states), sameRecord(steps, old.steps)];
    if (sameStates && sameSteps) return;
    this.set({
      states: sameStates ? old.states : states,
      steps: sameSteps ? old.steps : steps,
    });
  }

  private set(part: Partial<WallState>): void {
    this.store.set({ ...this.store.read(), ...part });
  }
}
