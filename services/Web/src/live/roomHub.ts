import {
  type HubConnection,
  HubConnectionBuilder,
  HubConnectionState,
  LogLevel,
} from '@microsoft/signalr';
import type { LiveSessionHub } from '../contract/hub';
import { Openings } from './openings';

/** What a call of the hub gives. */
export type HubAnswer<M extends keyof LiveSessionHub> = Awaited<ReturnType<LiveSessionHub[M]>>;

/**
 * A call without an answer for so long means a dead connection, whatever the socket still believes.
 */
const answerWithinMs = 8_000;
/**
 * A connection that has not come about by then never will: something in between takes it and
 * delivers nothing.
 */
const openWithinMs = 8_000;

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** The connection to the hub of live classes, which can be opened again and again. */
export class RoomHub {
  private hub: HubConnection;
  private openings = new Openings();
  private polling = false;

  /**
   * @param listen takes the messages of a connection
   * @param onClose a connection that was open is lost, or was ended
   */
  constructor(
    private readonly listen: (hub: HubConnection) => void,
    private readonly onClose: () => void,
  ) {
    this.hub = this.build();
  }

  get isConnected(): boolean {
    return this.hub.state === HubConnectionState.Connected;
  }

  isCurrent(hub: HubConnection): boolean {
    return hub === this.hub;
  }

  /** A WebSocket was open on the present connection. */
  get socketOpened(): boolean {
    return this.openings.socketOpened;
  }

  /**
   * Connects by the best way there is. What opens and delivers nothing (a proxy that collects
   * first) is left for long polling, and back.
   */
  async open(): Promise<void> {
    if (this.hub.state !== HubConnectionState.Disconnected) return;
    const started = this.hub.start();
    if (await Promise.race([started.then(() => true), sleep(openWithinMs).then(() => false)]))
      return;
    started.catch(() => undefined);
    const [hub, openings] = [this.hub, this.openings];
    this.polling = !this.polling;
    this.openings = new Openings();
    this.hub = this.build();
    void hub.stop().catch(() => undefined);
    openings.close();
    throw new Error('The connection did not come about in time.');
  }

  /** Calls the hub; no answer in time ends the connection, so that the healing begins. */
  async call<M extends keyof LiveSessionHub>(
    method: M,
    ...request: Parameters<LiveSessionHub[M]>
  ): Promise<HubAnswer<M>> {
    const { hub } = this;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new Error('No answer in time.'));
        void this.hub.stop();
      }, answerWithinMs);
    });
    try {
      return await Promise.race([hub.invoke<HubAnswer<M>>(method, ...request), late]);
    } finally {
      clearTimeout(timer);
    }
  }

  stop(): Promise<void> {
    return this.hub.stop();
  }

  private build(): HubConnection {
    const hub = new HubConnectionBuilder()
      .withUrl('/hubs/live', this.openings.options(this.polling))
      .configureLogging(LogLevel.None)
      .build();
    hub.serverTimeoutInMilliseconds = 35_000;
    hub.keepAliveIntervalInMilliseconds = 10_000;
    this.listen(hub);
    // One that was given up for another has nothing to say any more.
    hub.onclose(() => this.isCurrent(hub) && this.onClose());
    return hub;
  }
}
