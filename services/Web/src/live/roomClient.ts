import type { Cue, FormNote, FormNoteMark, LiveSessionHub } from '../contract/hub';
import { ServerClock, synchronise } from '../clock/clock';
import { serverTime } from '../clock/serverTime';
import { crowdedDelay, moveDelay, reconnectDelay } from '../lib/backoff';
import { createStore } from '../lib/store';
import { WakeablePause } from '../lib/wakeablePause';
import { findConnectionFault } from './connectionCheck';
import { afterFailure } from './connectionFailure';
import { position } from './cueLog';
import { refusedStatus, tooManyConnections } from './hubError';
import { RoomCalls } from './roomCalls';
import { type HubRequest, RoomHub } from './roomHub';
import { listenTo } from './roomMessages';
import { classTimes, initialRoom, type RoomEvent, roomReducer, type RoomState } from './roomState';
import { RunSheets } from './runSheets';
import { WatchReporter } from './watchReporter';

const resyncClockEveryMs = 60_000;

/** One room, over a connection that heals by itself for as long as the room is on screen. */
export class RoomClient extends RoomCalls {
  readonly clock = new ServerClock(undefined, () => serverTime.offsetMs);
  private readonly store = createStore(() => initialRoom);

  private readonly hub: RoomHub;
  private asked = false;
  private readonly watch: WatchReporter;
  private readonly runSheets: RunSheets;
  private attempt = 0;
  private readonly pauses = new WakeablePause();
  private moveTimer: ReturnType<typeof setTimeout> | undefined;
  private moving = false;
  private readonly ended = new AbortController();
  private timers: ReturnType<typeof setInterval>[] = [];

  constructor(sessionId: string) {
    super(sessionId);
    this.hub = new RoomHub(
      (hub) =>
        listenTo(hub, sessionId, {
          hears: (one) => this.hub.isCurrent(one),
          apply: (event) => {
            if (event.type === 'run-sheet') this.runSheets.replace(event.runSheet);
            this.apply(event);
          },
          onCue: (cue) => this.onCue(cue),
          rejoin: this.rejoin,
          moveAfter: (ms) => this.moveAfter(ms),
          closed: () => void this.dispose(),
        }),
      () => this.onClose(),
    );
    this.runSheets = new RunSheets(
      sessionId,
      (runSheet) => this.apply({ type: 'run-sheet', runSheet }),
      this.rejoin,
    );
    this.watch = new WatchReporter(this.clock, async (span) => {
      // Connected but not joined again yet: the report would be refused, so it waits.
      if (this.state.connection !== 'joined') throw new Error('Not in the room.');
      const ack = await this.call('ReportWatching', { sessionId, ...span });
      this.apply({ type: 'watched', seconds: ack.watchedSeconds });
    });
  }

  readonly subscribe = this.store.subscribe;
  readonly snapshot = this.store.read;

  get state(): RoomState {
    return this.store.read();
  }

  start(): void {
    this.timers.push(setInterval(() => void this.measureClock(5), resyncClockEveryMs));
    this.timers.push(setInterval(() => void this.watch.report(), 5_000));
    const { signal } = this.ended;
    document.addEventListener('visibilitychange', this.onVisibility, { signal });
    window.addEventListener('online', this.onOnline, { signal });
    window.addEventListener('offline', this.onOffline, { signal });
    void this.stayConnected();
  }

  /** Goes without a word to the attendance: another tab, or a reload, may go on. */
  dispose = (): Promise<void> => this.end(false);

  /** Done for today: the attendance is recorded now. */
  leaveForGood = (): Promise<void> => this.end(true);

  /**
   * Says that a note was seen or helped; marking again changes nothing, so it is repeated until
   * answered.
   */
  markNote = async (noteId: string, mark: FormNoteMark): Promise<FormNote> => {
    const note = await this.withRetry(() =>
      this.call('MarkFormNote', { sessionId: this.sessionId, noteId, mark }),
    );
    this.apply({ type: 'note-changed', note });
    return note;
  };

  /** Tries to connect at once instead of waiting out the pause. */
  retryNow = (): void => {
    this.attempt = 0;
    this.pauses.wake();
  };

  private readonly rejoin = () => void this.join().catch(() => this.hub.stop());

  private moveAfter(ms: number): void {
    clearTimeout(this.moveTimer);
    this.moveTimer = setTimeout(() => {
      this.moving = true;
      void this.hub.stop();
    }, moveDelay(ms));
  }

  private onClose(): void {
    clearTimeout(this.moveTimer);
    if (this.disposed) return;
    // A move takes a moment and loses nothing; should it fail, that is shown then.
    if (!this.moving)
      this.apply({ type: 'connection', connection: this.state.join ? 'lost' : 'connecting' });
    this.pauses.wake();
  }

  private onCue(cue: Cue): void {
    const before = this.state.cueLog;
    this.apply({ type: 'cue', cue });
    if (this.state.cueLog.gap && !before.gap) this.rejoin();
    if (cue.content.kind === 'class-ended') void this.watch.report();
  }

  private apply(event: RoomEvent): void {
    const state = roomReducer(this.state, event);
    const times = classTimes(state);
    this.watch.follow({
      on:
        state.connection === 'joined' &&
        state.join?.role === 'participant' &&
        times.startedAtMs !== null &&
        !document.hidden,
      endedAtMs: times.endedAtMs,
    });
    this.store.set(state);
  }

  private async stayConnected(): Promise<void> {
    while (!this.disposed) {
      try {
        await this.hub.open();
        if (!this.disposed) await this.join();
        if (this.disposed) return await this.hub.stop();
        if (!this.hub.socketOpened) void this.askAboutDetour(true);
        this.attempt = 0;
        void this.measureClock(8);
        await this.pauses.waitForWake();
        // Everybody loses the connection when a server goes: come back spread out, not in one wave.
        if (!this.disposed && !this.moving)
          await this.pauses.waitForWake(reconnectDelay(this.attempt++));
        this.moving = false;
      } catch (error) {
        if (this.disposed) return;
        if (!this.mayTryAgain(error)) return;
        await this.pauses.waitForWake(this.pause());
      }
    }
  }

  private pause(): number {
    if (this.state.connection === 'waiting') return 5_000 + Math.random() * 3_000;
    return this.state.problem?.code === tooManyConnections
      ? crowdedDelay()
      : reconnectDelay(this.attempt++);
  }

  /**
   * Without WebSockets a class goes on, a little slower: whoever can change that should know why.
   */
  private async askAboutDetour(socketRefused: boolean): Promise<void> {
    if (this.asked) return;
    this.asked = true;
    const fault = await findConnectionFault(window.location.origin, socketRefused);
    if (fault && !this.disposed) this.apply({ type: 'detour', reason: fault.message });
  }

  private mayTryAgain(error: unknown): boolean {
    if (refusedStatus(error) === 403) void this.askAboutDetour(false);
    const event = afterFailure(error, this.attempt, this.state.join !== null);
    this.apply(event);
    if (event.connection !== 'refused') return true;
    void this.dispose();
    return false;
  }

  protected async join(): Promise<void> {
    const sentAt = this.clock.localNow();
    const join = await this.call('Join', {
      sessionId: this.sessionId,
      after: position(this.state.cueLog),
    });
    if (this.disposed) return;
    // After a pause the local clock may have stood still (sleep), so old round trips are not
    // trusted.
    this.clock.reset();
    this.clock.add({ sentAt, receivedAt: this.clock.localNow(), serverTimeMs: join.serverTimeMs });
    const runSheet = this.runSheets.find(join);
    this.apply({ type: 'joined', join: { ...join, runSheet } });
    void this.watch.report();
  }

  private async measureClock(trips: number): Promise<void> {
    if (!this.hub.isConnected) return;
    const read = async () => (await this.call('ReadClock')).serverTimeMs;
    await synchronise(this.clock, read, trips, 120).catch(() => undefined);
  }

  protected call<M extends keyof LiveSessionHub>(method: M, ...request: HubRequest<M>) {
    return this.hub.call(method, ...request);
  }

  private readonly onVisibility = () => {
    this.apply({ type: 'watched', seconds: 0 });
    void this.watch.report();
    if (!document.hidden && this.state.connection !== 'joined') this.retryNow();
  };

  private readonly onOnline = () => {
    this.runSheets.retryNow();
    if (this.state.connection !== 'joined') this.retryNow();
  };
  private readonly onOffline = () => void this.hub.stop();

  private async end(forGood: boolean): Promise<void> {
    if (this.disposed) return;
    this.disposed = true;
    this.timers.forEach(clearInterval);
    this.runSheets.end();
    clearTimeout(this.moveTimer);
    this.ended.abort();
    this.watch.follow({ on: false, endedAtMs: null });
    if (this.hub.isConnected) {
      await this.watch.report();
      await this.call('Leave', { sessionId: this.sessionId, forGood }).catch(() => undefined);
    }
    await this.hub.stop().catch(() => undefined);
    this.pauses.wake();
  }
}
