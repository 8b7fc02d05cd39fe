import type { MirrorTile } from '../contract/hub';
import { type PictureKind, readHeader } from '../mirror/protocol';
import type { PictureStream } from './pictureStream';

/** A member has one key at a time; the one before may still be on its way. */
const mostKeys = 3;

/**
 * One number of the wall: its keys and its pictures. Both may come before it is said whose it is,
 * since the list of tiles is told at its own pace.
 */
export class SharedTile {
  /** Whose it is, once that was said. */
  about: MirrorTile | null = null;
  private readonly keys = new Map<number, Promise<CryptoKey | null>>();
  private readonly streams = new Map<PictureKind, PictureStream>();
  private tell!: (publicKey: string) => void;
  private readonly publicKey = new Promise<string>((resolve) => (this.tell = resolve));

  constructor(
    /** When its number was first heard of, on a local clock. */
    readonly sinceMs: number,
    private readonly make: (tile: SharedTile, kind: PictureKind) => PictureStream,
  ) {}

  belongsTo(tile: MirrorTile): void {
    this.about = tile;
    this.tell(tile.publicKey);
  }

  /** @param unwrap makes the key, once its member's public key is known */
  giveKey(keyId: number, unwrap: (publicKey: string) => Promise<CryptoKey>): void {
    this.keys.delete(keyId);
    this.keys.set(
      keyId,
      // A key that was not for us opens nothing.
      this.publicKey.then(unwrap).catch(() => null),
    );
    for (const old of [...this.keys.keys()].slice(0, -mostKeys)) this.keys.delete(old);
  }

  keyOf(keyId: number): Promise<CryptoKey | null> | undefined {
    return this.keys.get(keyId);
  }

  take(picture: Uint8Array): void {
    const header = readHeader(picture);
    if (header === null) return;
    let stream = this.streams.get(header.kind);
    if (stream === undefined) {
      stream = this.make(this, header.kind);
      this.streams.set(header.kind, stream);
    }
    stream.take(header, picture);
  }

  /** A look-in is over: the next one begins with a decoder of its own. */
  end(kind: PictureKind): void {
    this.streams.get(kind)?.close();
    this.streams.delete(kind);
  }

  close(): void {
    for (const kind of [...this.streams.keys()]) this.end(kind);
    this.keys.clear();
  }
}
