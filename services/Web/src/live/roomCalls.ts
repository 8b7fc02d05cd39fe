import type {
  CueAck,
  CueContent,
  FormNoteAck,
  LiveSessionHub,
  Reaction,
  SendFormNoteRequest,
} from '../contract/hub';
import { newId } from '../lib/newId';
import { hubProblem } from './hubError';
import type { HubAnswer } from './roomHub';

/** What a form note says, and to whom beside the named members. */
export type FormNoteDraft = Omit<SendFormNoteRequest, 'sessionId' | 'clientNoteId' | 'to'>;

const retryForMs = 25_000;
const retryEveryMs = 700;

/** What somebody can do in a room, over whatever connection it has. */
export abstract class RoomCalls {
  protected disposed = false;

  constructor(protected readonly sessionId: string) {}

  protected abstract call<M extends keyof LiveSessionHub>(
    method: M,
    ...request: Parameters<LiveSessionHub[M]>
  ): Promise<HubAnswer<M>>;
  protected abstract join(): Promise<void>;

  /**
   * Sends a cue to everybody; `mediaAtMs` is when the frame that it refers to was captured, left
   * out for now. The same id is the same cue.
   */
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

  /** Repeats a call that has its own id until it is answered: sent twice, it still counts once. */
  protected async withRetry<T>(attempt: () => Promise<T>): Promise<T> {
    const until = Date.now() + retryForMs;
    for (;;) {
      try {
        return await attempt();
      } catch (error) {
        const problem = hubProblem(error);
        if (!problem.retryable || Date.now() > until || this.disposed) throw problem;
        await new Promise((resolve) => setTimeout(resolve, retryEveryMs));
      }
    }
  }
}
