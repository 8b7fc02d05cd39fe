import { asProblem, http } from '../api/http';
import type { JoinResult, RunSheet } from '../contract/hub';
import { reconnectDelay } from '../lib/backoff';
import { WakeablePause } from '../lib/wakeablePause';

const triesWhileUnknown = 4;

/** A node of 0.1 names no revision and sends the run sheet itself; until 0.3. */
type FormerJoinResult = { runSheetRevision?: undefined; runSheet: RunSheet };
type Named = Pick<JoinResult, 'runSheetRevision'> | FormerJoinResult;

/** The run sheet of one session: what the address of a revision holds never changes. */
export class RunSheets {
  /** What was read, or is being read. */
  private revision: string | null = null;
  private sheet: RunSheet | null = null;
  private reading: AbortController | null = null;
  private readonly pauses = new WakeablePause();
  private attempt = 0;

  /**
   * @param onRead another run sheet than was known has come
   * @param onGone there is no such revision any more: joining again names the present one
   */
  constructor(
    private readonly sessionId: string,
    private readonly onRead: (sheet: RunSheet) => void,
    private readonly onGone: () => void,
  ) {}

  /**
   * The run sheet of a room that was joined, once it was read; until then the last one that was
   * known, or null. After a reload the browser's cache has it.
   */
  find(join: Named): RunSheet | null {
    if (join.runSheetRevision === undefined) this.replace(join.runSheet);
    else if (this.revision === join.runSheetRevision) this.pauses.wake();
    else {
      this.end();
      this.revision = join.runSheetRevision;
      this.reading = new AbortController();
      void this.read(this.revision, this.reading.signal);
    }
    return this.sheet;
  }

  /**
   * Another run sheet was told: what is being read is a former one. Its revision is not told, so
   * joining again reads it, and finds that it is the same.
   */
  replace(sheet: RunSheet): void {
    this.end();
    this.sheet = sheet;
  }

  /** Tries to read at once instead of waiting out the pause. */
  retryNow(): void {
    this.attempt = 0;
    this.pauses.wake();
  }

  end(): void {
    this.revision = null;
    this.reading?.abort();
    this.pauses.wake();
  }

  private async read(revision: string, signal: AbortSignal): Promise<void> {
    const path = `/api/live/sessions/${this.sessionId}/run-sheets/${revision}`;
    for (let unknown = 0; ;) {
      try {
        const sheet = await http.get<RunSheet>(path, signal);
        if (!signal.aborted) this.take(sheet);
        return;
      } catch (error) {
        if (signal.aborted) return;
        const { status, retryable } = asProblem(error);
        // A server that has not heard of a new plan yet does not know its run sheet either.
        if (status === 404) unknown += 1;
        else if (!retryable) {
          this.end();
          return;
        }
        await this.pauses.waitForWake(reconnectDelay(this.attempt++));
        if (signal.aborted) return;
        if (unknown < triesWhileUnknown) continue;
        this.end();
        this.onGone();
        return;
      }
    }
  }

  private take(sheet: RunSheet): void {
    this.attempt = 0;
    if (JSON.stringify(sheet) === JSON.stringify(this.sheet)) return;
    this.sheet = sheet;
    this.onRead(sheet);
  }
}
