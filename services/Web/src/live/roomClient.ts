import {
  type HubConnection,
  HubConnectionBuilder,
  HubConnectionState,
  LogLevel,
} from '@microsoft/signalr';
import type {
  Cue,
  CueAck,
  CueContent,
  FormNote,
  FormNoteAck,
  FormNoteMark,
  LiveSessionClient,
  LiveSessionHub,
  Reaction,
  SendFormNoteRequest,
} from '../contract/hub';
import { ApiProblem } from '../api/http';
import { serverTime } from '../clock/serverTime';
import { crowdedDelay, moveDelay, reconnectDelay } from '../lib/backoff';
import { ServerClock, synchronise } from '../clock/clock';
import { findConnectionFault } from './connectionCheck';
import { position } from './cueLog';
import { hubProblem, refusedStatus, tooManyConnections } from './hubError';
import { newId } from '../lib/newId';
import { Openings } from './openings';
import { classTimes, initialRoom, type RoomEvent, roomReducer, type RoomState } from './roomState';
import { WatchReporter } from './watchReporter';

/** A call without an answer for so long means a dead connection, whatever the socket still believes. */
const answerWithinMs = 8_000;
/** A connection that has not come about by then never will: something in between takes it and delivers nothing. */
const openWithinMs = 8_000;
const retryForMs = 25_000;
const resyncClockEveryMs = 60_000;

/** What a form note says, and to whom beside the named members. */
export type FormNoteDraft = Omit<SendFormNoteRequest, 'sessionId' | 'clientNoteId' | 'to'>;

type Answer<M extends keyof LiveSessionHub> = Awaited<ReturnType<LiveSessionHub[M]>>;
type Message<M extends keyof LiveSessionClient> = Parameters<LiveSessionClient[M]>[0];
/** What the server tells of one room. */
type RoomMessage = {
  [M in keyof LiveSessionClient]: Message<M> extends { sessionId: string } ? M : never;
}[keyof LiveSessionClient];

const sleep = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** One room, over a connection that heals by itself for as long as the room is on screen. */
export class RoomClient {
  readonly clock = new ServerClock(undefined, () => serverTime.offsetMs);
  state: RoomState = initialRoom;

  private hub: HubConnection;
  private openings = new Openings();
  private polling = false;
  private asked = false;
  private readonly watch: WatchReporter;
  private readonly listeners = new Set<() => void>();
  private disposed = false;
  private attempt = 0;
  private wake: (() => void) | null = null;
  private moveTimer: ReturnType<typeof setTimeout> | undefined;
  private moving = false;
  private timers: ReturnType<typeof setInterval>[] = [];

  constructor(private readonly sessionId: string) {
    this.hub = this.build();
    this.watch = new WatchReporter(this.clock, async (span) => {
      // Connected but not joined again yet: the report would be refused, so it waits.
      if (this.state.connection !== 'joined') throw new Error('Not in the room.');
      const ack = await this.call('ReportWatching', { sessionId, ...span });
      this.apply({ type: 'watched', seconds: ack.watchedSeconds });
    });
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  snapshot = (): RoomState => this.state;

  start(): void {
    this.timers.push(setInterval(() => void this.measureClock(5), resyncClockEveryMs));
    this.timers.push(setInterval(() => void this.watch.report(), 5_000));
    document.addEventListener('visibilitychange', this.onVisibility);
    window.addEventListener('online', this.onOnline);
    window.addEventListener('offline', this.onOffline);
    void this.stayConnected();
  }

  /** Goes without a word to the attendance: another tab, or a reload, may go on. */
  async dispose(): Promise<void> {
    await this.end(false);
  }

  /** Done for today: the attendance is recorded now. */
  async leaveForGood(): Promise<void> {
    await this.end(true);
  }

  /** Sends a cue to everybody; `mediaAtMs` is when the frame that it refers to was captured, left out for now. The same id is the same cue. */
  sendCue = (
    content: CueContent,
    mediaAtMs?: number,
    clientCueId: string = newId(),
  ): Promise<CueAck> => {
    return this.withRetry(() =>
      this.call('SendCue', {
        sessionId: this.sessionId,
        clientCueId,
        content,
        mediaAtMs: mediaAtMs === undefined ? null : Math.round(mediaAtMs),
      }),
    );
  };

  sendNote = (to: string[], note: FormNoteDraft): Promise<FormNoteAck> => {
    const clientNoteId = newId();
    return this.withRetry(() =>
      this.call('SendFormNote', { sessionId: this.sessionId, clientNoteId, to, ...note }),
    );
  };

  /** Says that a note was seen or helped; marking again changes nothing, so it is repeated until answered. */
  markNote = async (noteId: string, mark: FormNoteMark): Promise<FormNote> => {
    const note = await this.withRetry(() =>
      this.call('MarkFormNote', { sessionId: this.sessionId, noteId, mark }),
    );
    this.apply({ type: 'note-changed', note });
    return note;
  };

  startClass = (): Promise<CueAck> =>
    this.withRetry(() => this.call('StartClass', { sessionId: this.sessionId }));
  endClass = (): Promise<CueAck> =>
    this.withRetry(() => this.call('EndClass', { sessionId: this.sessionId }));
  react = (reaction: Reaction): Promise<void> =>
    this.call('React', { sessionId: this.sessionId, reaction });
  raiseHand = (): Promise<void> => this.call('RaiseHand', { sessionId: this.sessionId });
  lowerHand = (memberId?: string): Promise<void> =>
    this.call('LowerHand', { sessionId: this.sessionId, memberId: memberId ?? null });

  removeMember = (memberId: string): Promise<void> =>
    this.call('RemoveMember', { sessionId: this.sessionId, memberId });
  readmitMember = (memberId: string): Promise<void> =>
    this.call('ReadmitMember', { sessionId: this.sessionId, memberId });

  /** Leads from here, instead of from wherever the instructor joined last. */
  takeLead = (): Promise<void> => this.withRetry(() => this.join());

  /** Leads on for somebody who is away; joining again shows what goes with leading. */
  leadOn = (): Promise<void> =>
    this.withRetry(async () => {
      await this.call('LeadOn', { sessionId: this.sessionId });
      await this.join();
    });

  /** Lets the room send prepared cues by itself, or no longer. */
  sendPrepared = (on: boolean): Promise<void> =>
    this.withRetry(() => this.call('SendPrepared', { sessionId: this.sessionId, on }));

  /** Tries to connect at once instead of waiting out the pause. */
  retryNow = (): void => {
    this.attempt = 0;
    this.wake?.();
  };

  private build(): HubConnection {
    const hub = new HubConnectionBuilder()
      .withUrl('/hubs/live', this.openings.options(this.polling))
      .configureLogging(LogLevel.None)
      .build();
    hub.serverTimeoutInMilliseconds = 35_000;
    hub.keepAliveIntervalInMilliseconds = 10_000;
    this.listen(hub);
    return hub;
  }

  private listen(hub: HubConnection): void {
    const mine = <M extends RoomMessage>(name: M, handle: (message: Message<M>) => void) =>
      hub.on(
        name,
        (message: Message<M> & { sessionId: string }) =>
          hub === this.hub && message.sessionId === this.sessionId && handle(message),
      );
    mine('CueReceived', (cue) => this.onCue(cue));
    mine('Resync', () => this.apply({ type: 'resync' }));
    mine('FormNoteReceived', (note) => this.apply({ type: 'note', note }));
    mine('FormNoteChanged', (note) => this.apply({ type: 'note-changed', note }));
    mine('RunSheetChanged', ({ runSheet }) => this.apply({ type: 'run-sheet', runSheet }));
    mine('PresenceChanged', (difference) => this.apply({ type: 'presence', difference }));
    mine('ReactionsTallied', (tally) => this.apply({ type: 'reactions', tally }));
    mine('HandsChanged', (hands) => this.apply({ type: 'hands', hands }));
    // A day can be kept by any of today's sessions, so it is not tied to this room.
    hub.on('DayKept', (day: Message<'DayKept'>) => this.apply({ type: 'day-kept', day }));
    mine('StreamChanged', ({ status, missing }) => this.apply({ type: 'video', status, missing }));
    mine('LeadMoved', () => this.apply({ type: 'lead-moved' }));
    mine('LeaderChanged', (leader) => this.apply({ type: 'leader', leader }));
    mine('PreparedChanged', ({ sinceMs }) =>
      this.apply({ type: 'prepared', sinceMs: sinceMs ?? null }),
    );
    mine('MemberRenamed', (who) => this.apply({ type: 'renamed', who }));
    // Somebody else leads or helps by the plan: joining shows what goes with it, and the page follows the role.
    mine('RoleChanged', () => void this.join().catch(() => this.hub.stop()));
    mine('RoomClosed', (notice) => {
      this.apply({ type: 'closed', notice });
      void this.dispose();
    });
    hub.on('ReconnectElsewhere', ({ afterMs }: Message<'ReconnectElsewhere'>) => {
      clearTimeout(this.moveTimer);
      this.moveTimer = setTimeout(() => {
        this.moving = true;
        void this.hub.stop();
      }, moveDelay(afterMs));
    });
    hub.onclose(() => {
      if (hub !== this.hub) return;
      clearTimeout(this.moveTimer);
      if (this.disposed) return;
      // A move takes a moment and loses nothing; should it fail, that is shown then.
      if (!this.moving)
        this.apply({ type: 'connection', connection: this.state.join ? 'lost' : 'connecting' });
      this.wake?.();
    });
  }

  private onCue(cue: Cue): void {
    const before = this.state.cueLog;
    this.apply({ type: 'cue', cue });
    if (this.state.cueLog.gap && !before.gap) void this.join().catch(() => this.hub.stop());
    if (cue.content.kind === 'class-ended') void this.watch.report();
  }

  private apply(event: RoomEvent): void {
    this.state = roomReducer(this.state, event);
    const times = classTimes(this.state);
    this.watch.follow({
      on:
        this.state.connection === 'joined' &&
        this.state.join?.role === 'participant' &&
        times.startedAtMs !== null &&
        !document.hidden,
      endedAtMs: times.endedAtMs,
    });
    this.listeners.forEach((listener) => listener());
  }

  private async stayConnected(): Promise<void> {
    while (!this.disposed) {
      try {
        if (this.hub.state === HubConnectionState.Disconnected) await this.open();
        if (!this.disposed) await this.join();
        if (this.disposed) return await this.hub.stop();
        if (!this.openings.socketOpened) void this.askAboutDetour(true);
        this.attempt = 0;
        void this.measureClock(8);
        await this.waitForWake();
        // Everybody loses the connection when a server goes: come back spread out, not in one wave.
        if (!this.disposed && !this.moving) await this.waitForWake(reconnectDelay(this.attempt++));
        this.moving = false;
      } catch (error) {
        if (this.disposed) return;
        if (!this.mayTryAgain(error)) return;
        await this.waitForWake(this.pause());
      }
    }
  }

  private pause(): number {
    if (this.state.connection === 'waiting') return 5_000 + Math.random() * 3_000;
    return this.state.problem?.code === tooManyConnections
      ? crowdedDelay()
      : reconnectDelay(this.attempt++);
  }

  /** Connects by the best way there is. What opens and delivers nothing (a proxy that collects first) is left for long polling, and back. */
  private async open(): Promise<void> {
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

  /** Without WebSockets a class goes on, a little slower: whoever can change that should know why. */
  private async askAboutDetour(socketRefused: boolean): Promise<void> {
    if (this.asked) return;
    this.asked = true;
    const fault = await findConnectionFault(window.location.origin, socketRefused);
    if (fault && !this.disposed) this.apply({ type: 'detour', reason: fault.message });
  }

  private mayTryAgain(error: unknown): boolean {
    const status = refusedStatus(error);
    if (status === 403) void this.askAboutDetour(false);
    const problem =
      status === 401
        ? new ApiProblem(
            401,
            'account.signed-out',
            'Signed out',
            'You are signed out. Sign in to come back to the class.',
            false,
          )
        : hubProblem(error);
    // A class that was planned this moment reaches the room a little later than the page.
    const justPlanned = problem.code === 'session.unknown' && this.attempt < 4;
    if (problem.code === 'room.not-open')
      this.apply({ type: 'connection', connection: 'waiting', problem });
    else if (problem.retryable || justPlanned)
      this.apply({
        type: 'connection',
        connection: this.state.join ? 'lost' : 'connecting',
        problem: justPlanned ? undefined : problem,
      });
    else {
      this.apply({ type: 'connection', connection: 'refused', problem });
      void this.dispose();
      return false;
    }
    return true;
  }

  private async join(): Promise<void> {
    const sentAt = this.clock.localNow();
    const join = await this.call('Join', {
      sessionId: this.sessionId,
      after: position(this.state.cueLog),
    });
    if (this.disposed) return;
    // After a pause the local clock may have stood still (sleep), so old round trips are not trusted.
    this.clock.reset();
    this.clock.add({ sentAt, receivedAt: this.clock.localNow(), serverTimeMs: join.serverTimeMs });
    this.apply({ type: 'joined', join });
    void this.watch.report();
  }

  private async measureClock(trips: number): Promise<void> {
    if (this.hub.state !== HubConnectionState.Connected) return;
    const read = async () => (await this.call('ReadClock')).serverTimeMs;
    await synchronise(this.clock, read, trips, 120).catch(() => undefined);
  }

  /** Calls the hub; no answer in time ends the connection, so that the healing begins. */
  private async call<M extends keyof LiveSessionHub>(
    method: M,
    ...args: Parameters<LiveSessionHub[M]>
  ): Promise<Answer<M>> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        reject(new Error('No answer in time.'));
        void this.hub.stop();
      }, answerWithinMs);
    });
    try {
      return await Promise.race([this.hub.invoke<Answer<M>>(method, ...args), late]);
    } finally {
      clearTimeout(timer);
    }
  }

  /** Repeats a call that has its own id until it is answered: sent twice, it still counts once. */
  private async withRetry<T>(attempt: () => Promise<T>): Promise<T> {
    const until = Date.now() + retryForMs;
    for (;;) {
      try {
        return await attempt();
      } catch (error) {
        const problem = hubProblem(error);
        if (!problem.retryable || Date.now() > until || this.disposed) throw problem;
        await sleep(700);
      }
    }
  }

  private waitForWake(atMostMs?: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = atMostMs === undefined ? undefined : setTimeout(resolve, atMostMs);
      this.wake = () => {
        clearTimeout(timer);
        this.wake = null;
        resolve();
      };
    });
  }

  private readonly onVisibility = () => {
    this.apply({ type: 'watched', seconds: 0 });
    void this.watch.report();
    if (!document.hidden && this.state.connection !== 'joined') this.retryNow();
  };

  private readonly onOnline = () => this.state.connection !== 'joined' && this.retryNow();
  private readonly onOffline = () => void this.hub.stop();

  private async end(forGood: boolean): Promise<void> {
    if (this.disposed) return;
    this.disposed = true;
    this.timers.forEach(clearInterval);
    clearTimeout(this.moveTimer);
    document.removeEventListener('visibilitychange', this.onVisibility);
    window.removeEventListener('online', this.onOnline);
    window.removeEventListener('offline', this.onOffline);
    this.watch.follow({ on: false, endedAtMs: null });
    if (this.hub.state === HubConnectionState.Connected) {
      await this.watch.report();
      await this.call('Leave', { sessionId: this.sessionId, forGood }).catch(() => undefined);
    }
    await this.hub.stop().catch(() => undefined);
    this.wake?.();
  }
}
