import { streaming } from '../api/endpoints';
import { serverNow } from '../clock/serverTime';
import type { MediaAccess } from '../api/types';

const leastLeftMs = 60_000;
const againAfterMs = 5_000;

/** The right to see a session's video: asked for once, and renewed for as long as it is kept. */
export class AccessKeeper {
  private access: MediaAccess | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private disposed = false;

  constructor(private readonly sessionId: string) {}

  /**
   * What was granted, while it is good for another minute; asked for anew otherwise, or when it
   * must be fresh.
   */
  async get(fresh = false): Promise<MediaAccess> {
    return this.access && !fresh && this.access.expiresAtMs - serverNow() > leastLeftMs
      ? this.access
      : this.ask();
  }

  dispose(): void {
    this.disposed = true;
    clearTimeout(this.timer);
  }

  private async ask(): Promise<MediaAccess> {
    const access = await streaming.access(this.sessionId);
    this.access = access;
    this.renewIn(access.renewAfterSeconds * 1000);
    return access;
  }

  private renewIn(ms: number): void {
    clearTimeout(this.timer);
    if (!this.disposed)
      this.timer = setTimeout(() => void this.ask().catch(() => this.renewIn(againAfterMs)), ms);
  }
}
