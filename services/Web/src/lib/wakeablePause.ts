/** A pause that can be cut short. */
export class WakeablePause {
  private end: (() => void) | null = null;

  /** Until it is woken, or the time is over. */
  waitForWake(atMostMs?: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = atMostMs === undefined ? undefined : setTimeout(resolve, atMostMs);
      this.end = () => {
        clearTimeout(timer);
        this.end = null;
        resolve();
      };
    });
  }

  wake(): void {
    this.end?.();
  }
}
