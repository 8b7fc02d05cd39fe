import { serverTime } from '../clock/serverTime';
import type {
  MirrorClientMessage,
  MirrorEnded,
  MirrorServerMessage,
  MirrorShare,
  MirrorWatch,
} from '../contract/hub';
import { WakeablePause } from '../lib/wakeablePause';
import { readServerMessage } from './protocol';

export interface MirrorSocketEvents {
  /** All but what the socket itself goes by: signs of life, and that it ended. */
  text(message: MirrorServerMessage): void;
  picture?(frame: Uint8Array): void;
  /**
   * `on` once the server has taken the first words, each time before its answer is told; `waiting`
   * between two tries, with the server's reason if it gave one; `ended` for good.
   */
  state(state: 'connecting' | 'on' | 'waiting' | 'ended', ended?: MirrorEnded): void;
}

const askEveryMs = 2_000;
const answerWithinMs = 4_000;
/** An answer that takes longer stands behind pictures: no more of them until it has come. */
const slowAfterMs = 700;
const openWithinMs = 8_000;
const checkEveryMs = 250;
/**
 * Bytes that may wait on this machine while a picture is taken: less than one. What waits still
 * goes after a pause or a stop, so it is one of each size at most.
 */
const nothingBuffered = 256;
/** Bytes that may wait while one goes that was taken before: the other size was taken with it. */
const mostBuffered = 24 * 1024;
/** A connection that held so long has earned a quick return. */
const heldForMs = 5_000;

/** Another try does not help by itself: somebody has to do something first. */
const forGood = new Set(['mirror.full', 'mirror.replaced']);

/** Milliseconds before the n-th new try (from 0): 0.25 s to 3 s, spread out. */
export const retryDelay = (attempt: number, random: () => number = Math.random): number =>
  Math.round(250 + random() * Math.min(2_750, 250 * 2 ** Math.min(attempt, 10)));

/**
 * The mirror's socket of one class. It comes back by itself until it is closed or the server ended
 * it, and says its first words anew each time.
 */
export class MirrorSocket {
  private socket: WebSocket | null = null;
  private taken = false;
  private closed = false;
  private attempt = 0;
  private openedAt = 0;
  private takenAt = 0;
  private askedAt = 0;
  private unanswered = false;
  private timer: ReturnType<typeof setInterval> | undefined;
  private readonly pauses = new WakeablePause();
  private readonly gone = new AbortController();

  constructor(
    private readonly sessionId: string,
    private readonly hello: () => Promise<MirrorShare | MirrorWatch>,
    private readonly events: MirrorSocketEvents,
  ) {}

  start(): void {
    this.timer = setInterval(() => this.check(), checkEveryMs);
    const { signal } = this.gone;
    globalThis.addEventListener?.('online', () => this.pauses.wake(), { signal });
    globalThis.addEventListener?.('offline', () => this.lose(), { signal });
    this.connect();
  }

  /** What is said while there is no connection is not said: the first words begin anew. */
  send(message: MirrorClientMessage): void {
    if (this.taken) this.socket!.send(JSON.stringify(message));
  }

  /** False when it was not taken: nothing waits for a way that does not keep up. */
  sendPicture(frame: Uint8Array): boolean {
    if (!this.takes(mostBuffered)) return false;
    this.socket!.send(frame as Uint8Array<ArrayBuffer>);
    return true;
  }

  /** Whether to take a picture: false while there is no connection, or one has not left yet. */
  get keepsUp(): boolean {
    return this.takes(nothingBuffered);
  }

  /** Bytes that wait to leave this machine. */
  get buffered(): number {
    return this.socket?.bufferedAmount ?? 0;
  }

  close(): void {
    this.closed = true;
    clearInterval(this.timer);
    this.gone.abort();
    this.drop();
    this.pauses.wake();
  }

  private takes(most: number): boolean {
    return this.taken && this.buffered <= most && this.waitedMs <= slowAfterMs;
  }

  /** How long a sign of life is overdue. */
  private get waitedMs(): number {
    return this.unanswered ? serverTime.localNow() - this.askedAt : 0;
  }

  private connect(): void {
    this.openedAt = serverTime.localNow();
    this.unanswered = false;
    this.events.state('connecting');
    const origin = globalThis.location.origin.replace(/^http/, 'ws');
    const socket = new WebSocket(`${origin}/hubs/mirror/${this.sessionId}`);
    this.socket = socket;
    socket.binaryType = 'arraybuffer';
    socket.onopen = () => void this.greet(socket);
    socket.onmessage = (event: MessageEvent<string | ArrayBuffer>) => {
      if (this.socket !== socket) return;
      if (typeof event.data === 'string') this.hear(event.data);
      else this.events.picture?.(new Uint8Array(event.data));
    };
    socket.onclose = () => {
      if (this.socket === socket) this.lose();
    };
  }

  private async greet(socket: WebSocket): Promise<void> {
    const first = await this.hello().catch(() => null);
    if (this.socket !== socket) return;
    if (first === null) this.lose();
    else if (socket.readyState === WebSocket.OPEN) socket.send(JSON.stringify(first));
  }

  private hear(text: string): void {
    const message = readServerMessage(text);
    if (message?.type === 'pong') return this.answered(message);
    if (message?.type === 'ended') return this.end(message);
    if (message === null) return;
    if (!this.taken && (message.type === 'sharing' || message.type === 'watching')) {
      this.taken = true;
      this.takenAt = serverTime.localNow();
      this.events.state('on');
      this.ask();
    }
    this.events.text(message);
  }

  private end(ended: MirrorEnded): void {
    if (ended.retryable && !forGood.has(ended.code)) return this.lose(ended);
    this.close();
    this.events.state('ended', ended);
  }

  private ask(): void {
    this.askedAt = serverTime.localNow();
    this.unanswered = true;
    this.send({ type: 'ping', atMs: this.askedAt });
  }

  private answered({ atMs, serverMs }: { atMs: number; serverMs: number }): void {
    if (!this.unanswered || atMs !== this.askedAt) return;
    this.unanswered = false;
    const receivedAt = serverTime.localNow();
    serverTime.heard({ sentAt: atMs, receivedAt, serverTimeMs: serverMs });
  }

  private check(): void {
    const now = serverTime.localNow();
    if (!this.taken) {
      if (this.socket !== null && now - this.openedAt > openWithinMs) this.lose();
    } else if (this.waitedMs > answerWithinMs) this.lose();
    else if (!this.unanswered && now - this.askedAt >= askEveryMs) this.ask();
  }

  /** Comes back after a pause. */
  private lose(ended?: MirrorEnded): void {
    if (this.closed || this.socket === null) return;
    if (this.taken && serverTime.localNow() - this.takenAt > heldForMs) this.attempt = 0;
    this.drop();
    this.events.state('waiting', ended);
    void this.pauses.waitForWake(retryDelay(this.attempt++)).then(() => {
      if (!this.closed && this.socket === null) this.connect();
    });
  }

  /** Lets go at once: a dead connection's own closing handshake would take minutes. */
  private drop(): void {
    const { socket } = this;
    this.socket = null;
    this.taken = false;
    socket?.close();
  }
}
