import type { CongestionController } from './congestionController';
import type { AudioFormat } from './protocol';

/** One connection's worth of stream; its media time zero is the first frame. */
export interface EncoderSession {
  zeroMs: number;
  openedAtMs: number;
  congestion: CongestionController;
  format: string | null;
  anchoredAtMs: number;
  /** Sound that was ready before the first picture. */
  early: Uint8Array<ArrayBuffer>[];
}

/** What a connection needs of the encoder, and tells it. */
export interface Wiring {
  url: string;
  /** The same address over HTTP, which answers where a WebSocket is refused in silence. */
  probeUrl: string;
  /** Where the page is, as its browser says. */
  page: string;
  now: () => number;
  /** The server's clock at a moment of `now`; null while it is not known. */
  serverTime: (atMs: number) => number | null;
  sound: () => AudioFormat | null;
  onChange: () => void;
  /** For good. `code` is null after `stop`. */
  onEnd: (code: string | null, message: string) => void;
}
