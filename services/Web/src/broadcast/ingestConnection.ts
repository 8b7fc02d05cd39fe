import { reconnectDelay } from '../lib/backoff';
import type { EncoderSession, Wiring } from './encoderSession';
import { findIngestFault } from './ingestFault';
import { IngestSocket } from './ingestSocket';
import type { IngestState } from './messages';
import {
  anchorMessage,
  chunkMessage,
  formatMessage,
  type ServerMessage,
  stopMessage,
  type VideoFormat,
} from './protocol';
import { samplesPerFrame } from './soundEncoding';
import { CongestionController } from './congestionController';
import type { CodedFrame } from './videoEncoding';

const anchorEveryMs = 5_000;
const openWithinMs = 6_000;
const goodAfterMs = 20_000;
/**
 * Ends that the next connection may not meet again. What the server called malformed is tried a few
 * times: it may have been a hiccup.
 */
const passing = ['server.unavailable', 'server.unexpected', 'rate.limited', 'stream.malformed'];
const mostTries = 3;
/**
 * So many connections that never came about, and it is said; one that hung until it was given up
 * says as much.
 */
const mostUnopened = 3;

/**
 * The way to the server: a take for each connection, and the next connection by itself when one is
 * lost. All times are of `now`.
 */
export class IngestConnection {
  state: IngestState = 'connecting';
  takeNumber = 0;
  sentBytes = 0;

  private socket: IngestSocket | null = null;
  private take: EncoderSession | null = null;
  private isOpen = false;
  private attempt = 0;
  private refusals = 0;
  private unopened = 0;
  private level = 0;
  private stopping = false;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly wiring: Wiring) {
    self.addEventListener('online', this.connectNow);
    self.addEventListener('offline', this.abandon);
    this.connect();
  }

  /** The running take's media zero, or null while nothing is sent. */
  get zeroMs(): number | null {
    return this.take?.zeroMs ?? null;
  }

  get congestion(): CongestionController | null {
    return this.take?.congestion ?? null;
  }

  /**
   * Begins a take with the frame captured at `atMs`; false when one is running, or there is no
   * connection.
   */
  begin(atMs: number): boolean {
    if (!this.isOpen || this.take || this.stopping) return false;
    const now = this.wiring.now();
    this.take = {
      zeroMs: atMs,
      openedAtMs: now,
      congestion: new CongestionController(now, this.level),
      format: null,
      anchoredAtMs: -Infinity,
      early: [],
    };
    return true;
  }

  /** A coded picture; `frame.stampUs` is in microseconds of `now`. */
  video(frame: CodedFrame, format: VideoFormat): void {
    const take = this.take;
    if (!take) return;
    const mediaUs = frame.stampUs - Math.round(take.zeroMs * 1000);
    if (mediaUs < 0 || (take.format === null && !frame.isKey)) return;
    const text = formatMessage(format, this.wiring.sound());
    if (text !== take.format) {
      this.send(text);
      take.format = text;
    }
    this.anchor(take, mediaUs);
    this.send(
      chunkMessage({
        kind: 'video',
        isKey: frame.isKey,
        mediaUs,
        durationUs: frame.durationUs,
        payload: frame.payload,
      }),
    );
    take.congestion.sent(mediaUs);
    for (const early of take.early.splice(0)) this.send(early);
  }

  /**
   * A coded piece of sound that was captured at `atMs`. Its times are whole samples, so that no
   * rounding adds up.
   */
  sound(payload: Uint8Array, atMs: number, sampleRate: number): void {
    const take = this.take;
    if (!take || this.wiring.sound() === null) return;
    const sample = Math.round(((atMs - take.zeroMs) * sampleRate) / 1000);
    if (sample < 0) return;
    const message = chunkMessage({
      kind: 'audio',
      isKey: false,
      mediaUs: (sample / sampleRate) * 1_000_000,
      durationUs: (samplesPerFrame / sampleRate) * 1_000_000,
      payload,
    });
    if (take.format === null) take.early.push(message);
    else this.send(message);
  }

  /** About once a second: ends a connection that only looks alive. */
  tick(): void {
    const now = this.wiring.now();
    if (this.take?.congestion.isSilent(now)) this.abandon();
    else if (this.take && now - this.take.openedAtMs > goodAfterMs)
      this.attempt = this.refusals = 0;
  }

  /** Done for good: what was sent still arrives. */
  stop(): void {
    if (!this.isOpen) return this.end(null, '');
    this.stopping = true;
    this.take = null;
    this.send(stopMessage);
    this.timer = setTimeout(() => this.end(null, ''), 3_000);
  }

  private anchor(take: EncoderSession, mediaUs: number): void {
    const now = this.wiring.now();
    const capturedAtMs = this.wiring.serverTime(take.zeroMs + mediaUs / 1000);
    if (now - take.anchoredAtMs < anchorEveryMs || capturedAtMs === null) return;
    take.anchoredAtMs = now;
    this.send(anchorMessage(mediaUs, capturedAtMs));
  }

  private send(message: string | Uint8Array<ArrayBuffer>): void {
    this.socket?.send(message);
    this.sentBytes += message.length;
  }

  private readonly connectNow = () => {
    if (this.state === 'ended' || this.socket) return;
    clearTimeout(this.timer);
    this.connect();
  };

  private readonly abandon = () => this.socket?.abandon();

  private connect(): void {
    this.timer = setTimeout(() => {
      this.unopened = mostUnopened;
      this.abandon();
    }, openWithinMs);
    this.socket = new IngestSocket(this.wiring.url, {
      onOpen: () => {
        clearTimeout(this.timer);
        this.isOpen = true;
        this.unopened = 0;
      },
      onMessage: (message) => this.hear(message),
      onClosed: () => this.lost(),
    });
  }

  private hear(message: ServerMessage): void {
    switch (message.type) {
      case 'accepted':
        this.takeNumber = message.take;
        this.become('live');
        break;
      case 'ack':
        this.take?.congestion.acked(message.mediaUs, this.wiring.now());
        break;
      case 'end':
        if (!passing.includes(message.code) || ++this.refusals > mostTries)
          this.end(message.code, message.message);
    }
  }

  private lost(): void {
    const opened = this.isOpen;
    this.isOpen = false;
    this.socket = null;
    this.level = this.take?.congestion.level ?? this.level;
    this.take = null;
    clearTimeout(this.timer);
    if (this.state === 'ended') return;
    if (this.stopping) return this.end(null, '');
    this.become(this.takeNumber > 0 ? 'reconnecting' : 'connecting');
    this.timer = setTimeout(this.connectNow, reconnectDelay(this.attempt++));
    if (!opened) void this.askWhy();
  }

  /** What was live before comes back by itself. */
  private async askWhy(): Promise<void> {
    const isSure = ++this.unopened >= mostUnopened && this.takeNumber === 0;
    const fault = await findIngestFault(this.wiring, isSure, this.takeNumber > 0);
    if (fault) this.end(fault.code, fault.message);
  }

  private become(state: IngestState): void {
    if (this.state === state) return;
    this.state = state;
    this.wiring.onChange();
  }

  private end(code: string | null, message: string): void {
    if (this.state === 'ended') return;
    this.become('ended');
    clearTimeout(this.timer);
    self.removeEventListener('online', this.connectNow);
    self.removeEventListener('offline', this.abandon);
    this.take = null;
    this.isOpen = false;
    this.socket?.abandon();
    this.wiring.onEnd(code, message);
  }
}
