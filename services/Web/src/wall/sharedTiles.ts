import type { MirrorTile } from '../contract/hub';
import { open } from '../mirror/keys';
import { type PictureKind, readTile } from '../mirror/protocol';
import { makeDecoding } from './decoding';
import { Painter } from './painter';
import type { Places } from './places';
import { PictureStream } from './pictureStream';
import { SharedTile } from './sharedTile';

/** Numbers that no list names are forgotten after so long. */
const unnamedForMs = 3_000;
const mostUnnamed = 64;

/** The numbers of one connection: whose each is, and its way from the socket to the screen. */
export class SharedTiles {
  private readonly tiles = new Map<number, SharedTile>();
  private readonly painter = new Painter();

  constructor(
    private readonly places: Places,
    /** Milliseconds between two pictures of a kind, as they are asked for. */
    private readonly intervalMs: (kind: PictureKind) => number,
    private readonly askKeyFrame: (tile: number, kind: PictureKind) => void,
    /** Somebody is seen who was not before. */
    private readonly seen: () => void,
  ) {}

  /** A message of pictures, as it came. */
  take(frame: Uint8Array): void {
    const { tile, picture } = readTile(frame);
    this.of(tile)?.take(picture);
  }

  giveKey(number: number, keyId: number, unwrap: (publicKey: string) => Promise<CryptoKey>): void {
    this.of(number)?.giveKey(keyId, unwrap);
  }

  /** The whole list of who shares: all others are gone. */
  name(list: readonly MirrorTile[]): void {
    const numbers = new Map(list.map((one) => [one.tile, one]));
    for (const [number, tile] of this.tiles) {
      const now = numbers.get(number);
      const gone = tile.about
        ? now?.publicKey !== tile.about.publicKey
        : now === undefined && performance.now() - tile.sinceMs > unnamedForMs;
      if (gone) this.drop(number);
    }
    for (const one of list) this.of(one.tile)?.belongsTo(one);
  }

  /** The next look-in on this number begins anew. */
  endLookIn(number: number): void {
    const tile = this.tiles.get(number);
    tile?.end(2);
    if (tile?.about) this.places.endLookIn(tile.about.memberId);
  }

  /** Forgets every number; what was drawn stays. */
  clear(): void {
    for (const number of [...this.tiles.keys()]) this.drop(number);
    this.painter.clear();
  }

  private of(number: number): SharedTile | undefined {
    const known = this.tiles.get(number);
    if (known) return known;
    const unnamed = [...this.tiles.values()].filter((one) => one.about === null).length;
    if (unnamed >= mostUnnamed) return undefined;
    const tile = new SharedTile(performance.now(), (of, kind) => this.streamOf(number, of, kind));
    this.tiles.set(number, tile);
    return tile;
  }

  private streamOf(number: number, tile: SharedTile, kind: PictureKind): PictureStream {
    /** Null once they paused or left: what was still on its way then is not shown. */
    const owner = () =>
      tile.about && !tile.about.paused && this.tiles.get(number) === tile
        ? tile.about.memberId
        : null;
    return new PictureStream({
      keyOf: (keyId) => tile.keyOf(keyId),
      open,
      make: makeDecoding,
      show: (picture, header) => {
        const memberId = owner();
        if (memberId === null) return picture.close();
        const isFirst = this.places.newest(memberId) === undefined;
        this.places.show(memberId, header);
        this.painter.paint(`${number} ${kind}`, picture, kind === 2, (one) => {
          if (owner() !== null) this.places.draw(memberId, header, one);
        });
        if (isFirst) this.seen();
      },
      askKeyFrame: () => this.askKeyFrame(number, kind),
      now: () => performance.now(),
      intervalMs: () => this.intervalMs(kind),
    });
  }

  private drop(number: number): void {
    this.tiles.get(number)?.close();
    this.tiles.delete(number);
  }
}
