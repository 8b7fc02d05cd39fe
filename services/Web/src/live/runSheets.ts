import { ApiProblem, http } from '../api/http';
import type { RunSheet } from '../contract/hub';
import { reconnectDelay } from '../lib/backoff';

const triesWhileUnknown = 3;

/** The run sheet of one session: what the address of a revision holds never changes. */
export class RunSheets {
  private revision: string | null = null;
  private sheet: RunSheet | null = null;
  private ended = false;

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
   * The run sheet of a revision, once it was read; until then the last one that was known, or null.
   * After a reload the browser's cache has it.
   */
  find(revision: string): RunSheet | null {
    if (this.revision !== revision) {
      this.revision = revision;
      void this.read(revision);
    }
    return this.sheet;
  }

  /**
   * Another run sheet was told: what is being read is a former one. Its revision is not told, so
   * joining again reads it, and finds that it is the same.
   */
  replace(sheet: RunSheet): void {
    this.revision = null;
    this.sheet = sheet;
  }

  end(): void {
    this.ended = true;
  }

  private async read(revision: string): Promise<void> {
    for (let attempt = 0; !this.ended && this.revision === revision; attempt += 1) {
      try {
        const sheet = await http.get<RunSheet>(
          `/api/live/sessions/${this.sessionId}/run-sheets/${revision}`,
        );
        if (this.ended || this.revision !== revision) return;
        this.take(sheet);
        return;
      } catch (error) {
        // A server that has not heard of a new plan yet does not know its run sheet either.
        const isGone = error instanceof ApiProblem && error.status === 404;
        if (isGone && attempt >= triesWhileUnknown && this.revision === revision) {
          this.revision = null;
          if (!this.ended) this.onGone();
          return;
        }
        await new Promise((resolve) => setTimeout(resolve, reconnectDelay(attempt)));
      }
    }
  }

  private take(sheet: RunSheet): void {
    if (JSON.stringify(sheet) === JSON.stringify(this.sheet)) return;
    this.sheet = sheet;
    this.onRead(sheet);
  }
}
