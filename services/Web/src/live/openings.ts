import { HttpTransportType, type IHttpConnectionOptions } from '@microsoft/signalr';

/**
 * What one connection opens, so that it can be let go of while it comes about: the library would
 * wait for it for ever.
 */
export class Openings {
  /** True once a WebSocket was open. */
  socketOpened = false;
  private readonly opened: { close: () => void }[] = [];

  /** @param polling by long polling alone, which no proxy can hold back. */
  options(polling: boolean): IHttpConnectionOptions {
    const { WebSockets, ServerSentEvents, LongPolling } = HttpTransportType;
    const keep = (one: { close: () => void }) => this.opened.push(one);
    const onOpen = () => (this.socketOpened = true);
    // The library takes a WebSocket class, though its types do not say so.
    return {
      transport: polling ? LongPolling : WebSockets | ServerSentEvents | LongPolling,
      WebSocket: class extends WebSocket {
        constructor(url: string, protocols?: string | string[]) {
          super(url, protocols);
          keep(this);
          this.addEventListener('open', onOpen);
        }
      },
      EventSource: class extends EventSource {
        constructor(url: string, init?: EventSourceInit) {
          super(url, init);
          keep(this);
        }
      },
    } as IHttpConnectionOptions;
  }

  close(): void {
    for (const one of this.opened.splice(0)) one.close();
  }
}
