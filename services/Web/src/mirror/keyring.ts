import type { MirrorGiveKey, MirrorLeader } from '../contract/hub';
import { makeKey, makePair, type OwnPair, seal, wrapFor } from './keys';
import { type PictureHeader, writeHeader } from './protocol';

const mostKeys = 255;

/**
 * The keys of one connection: a pair of its own, and the key of its pictures, which every leader
 * who watches has and nobody who left.
 */
export class Keyring {
  private keyId = 1;
  private sequence = 0;
  private readonly holders = new Set<string>();
  private wanted: readonly MirrorLeader[] = [];
  private working = false;

  private constructor(
    private readonly sessionId: string,
    private readonly own: OwnPair,
    private key: CryptoKey,
    private readonly give: (message: MirrorGiveKey) => void,
    private readonly changed: () => void,
  ) {}

  /**
   * @param give sends a leader their copy
   * @param changed somebody has the key who did not, or it is another one: begin with a key frame
   */
  static async make(
    sessionId: string,
    give: (message: MirrorGiveKey) => void,
    changed: () => void,
  ): Promise<Keyring> {
    const [own, key] = await Promise.all([makePair(), makeKey()]);
    return new Keyring(sessionId, own, key, give, changed);
  }

  get publicKey(): string {
    return this.own.publicKey;
  }

  /** True while somebody can open what is sealed, and everybody who can may. */
  get ready(): boolean {
    return !this.working && this.holders.size > 0;
  }

  /** Who watches now. Whoever left gets none of what follows: there is another key then. */
  async follow(leaders: readonly MirrorLeader[]): Promise<void> {
    this.wanted = leaders;
    if (this.working) return;
    this.working = true;
    let isNew = false;
    try {
      for (let seen; seen !== this.wanted;) {
        seen = this.wanted;
        isNew = (await this.bring(seen)) || isNew;
      }
    } finally {
      this.working = false;
    }
    if (isNew) this.changed();
  }

  /** A picture as it goes on its way; null when its key is on the move. */
  async seal(
    header: Omit<PictureHeader, 'keyId' | 'sequence'>,
    picture: Uint8Array,
  ): Promise<Uint8Array | null> {
    if (!this.ready) return null;
    const named = { ...header, keyId: this.keyId, sequence: ++this.sequence };
    return seal(this.key, writeHeader(named), picture);
  }

  private async bring(leaders: readonly MirrorLeader[]): Promise<boolean> {
    const left = [...this.holders].some((id) => !leaders.some((leader) => leader.id === id));
    if (left) {
      this.holders.clear();
      this.key = await makeKey();
      this.keyId = (this.keyId % mostKeys) + 1;
    }
    const more = leaders.filter(({ id }) => !this.holders.has(id));
    for (const { id, publicKey } of more) {
      this.holders.add(id);
      const { own, sessionId, keyId, key } = this;
      // A key that cannot be read is that leader's own fault: the others do not wait for it.
      const wrapped = await wrapFor(own, publicKey, sessionId, id, keyId, key).catch(() => null);
      if (wrapped !== null) this.give({ type: 'key', leader: id, keyId, wrapped });
    }
    return more.length > 0;
  }
}
