import { readServerMessage, type ServerMessage } from './protocol';

interface Handlers {
  onOpen: () => void;
  onMessage: (message: ServerMessage) => void;
  /** Once, however it came to its end. */
  onClosed: () => void;
}

/** One connection to the ingest. */
export class IngestSocket {
  private readonly socket: WebSocket;
  private closed = false;

  constructor(
    url: string,
    private readonly handlers: Handlers,
  ) {
    this.socket = new WebSocket(url);
    this.socket.binaryType = 'arraybuffer';
    this.socket.onopen = handlers.onOpen;
    this.socket.onmessage = (event: MessageEvent<unknown>) => {
      const message = typeof event.data === 'string' ? readServerMessage(event.data) : null;
      if (message) handlers.onMessage(message);
    };
    this.socket.onclose = () => this.end();
  }

  send(message: string | Uint8Array<ArrayBuffer>): void {
    if (this.socket.readyState === WebSocket.OPEN) this.socket.send(message);
  }

  /** Bytes that wait to leave this machine. */
  get unsentBytes(): number {
    return this.socket.bufferedAmount;
  }

  /** Lets go at once: a dead connection's own closing handshake would take minutes. */
  abandon(): void {
    this.socket.close();
    this.end();
  }

  private end(): void {
    if (this.closed) return;
    this.closed = true;
    this.handlers.onClosed();
  }
}
