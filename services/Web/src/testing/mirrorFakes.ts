import type { MirrorShare } from '../contract/hub';
import type { Outlet } from '../mirror/pictures';
import type { MirrorSocketEvents } from '../mirror/socket';

/** The mirror's socket without a server: what was said, and a way to answer. */
export class FakeSocket {
  static all: FakeSocket[] = [];

  said: ({ type: string } & Record<string, unknown>)[] = [];
  pictures: Uint8Array[] = [];
  keepsUp = true;
  closed = false;

  constructor(
    _: string,
    readonly hello: () => Promise<MirrorShare>,
    readonly events: MirrorSocketEvents,
  ) {
    FakeSocket.all.push(this);
  }

  start = () => undefined;
  send = (message: FakeSocket['said'][number]) => this.said.push(message);
  sendPicture = (frame: Uint8Array) => {
    if (this.keepsUp) this.pictures.push(frame);
    return this.keepsUp;
  };
  close = () => (this.closed = true);
}

/** One size of a member's picture, without camera and encoder. */
export class FakePictures {
  static all: FakePictures[] = [];

  static get running(): number[] {
    return FakePictures.all.filter(({ closed }) => !closed).map(({ kind }) => kind);
  }

  readonly outlet: Outlet;
  keys = 0;
  closed = false;

  constructor(
    readonly kind: number,
    readonly codec: string,
    ...rest: unknown[]
  ) {
    this.outlet = rest.at(-1) as Outlet;
    FakePictures.all.push(this);
  }

  demandKey = () => (this.keys += 1);
  close = () => (this.closed = true);
}

/** A member's camera: whether it is on, and a way to take it from them. */
export class FakeCamera {
  enabled = true;
  closed = false;
  lost = (): void => undefined;

  whenLost = (lost: () => void) => (this.lost = lost);
  close = () => (this.closed = true);
}

/** The real cryptography, of which one knows when it is done. */
export class CountedCrypto {
  private running = 0;
  private readonly real = crypto;

  readonly crypto = {
    getRandomValues: this.real.getRandomValues.bind(this.real),
    subtle: new Proxy(this.real.subtle, {
      get:
        (subtle, name: keyof SubtleCrypto) =>
        async (...given: never[]): Promise<unknown> => {
          const call = subtle[name] as (...args: never[]) => Promise<unknown>;
          this.running++;
          try {
            return await call.apply(subtle, given);
          } finally {
            this.running--;
          }
        },
    }),
  };

  /** When all that is being sealed and wrapped is done, however busy the machine is. */
  async done(): Promise<void> {
    for (let calm = 0; calm < 3; calm = this.running === 0 ? calm + 1 : 0)
      await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
