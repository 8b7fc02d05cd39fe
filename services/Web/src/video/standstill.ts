const firstPatienceMs = 2_000;
const longestPatienceMs = 20_000;
const movedSeconds = 0.5;
/** So many looks in a row at which the picture had moved say that it plays. */
const playsAfter = 4;
/** So many looks in a row at which it stood, this close to the end, say that it has ended. */
const endsAfter = 4;
const endSeconds = 1;

/**
 * Finds a picture that stands although what happens now goes on: then whatever plays it has lost
 * its way, and the playlist is to be opened anew. Each time in a row it is given more time for
 * that.
 */
export class Standstill {
  private at: number | null = null;
  private edge: number | null = null;
  private movedOnAt: number | null = null;
  private moves = 0;
  private stands = 0;
  private patienceMs = firstPatienceMs;

  /**
   * Looks, about twice a second.
   * @param nowMs the time
   * @param at where the picture stands, in seconds of the player
   * @param edge where what happens now is, in seconds of the player; null when unknown
   * @param plays false when nothing is meant to move
   * @returns true when it is to be opened anew
   */
  check(nowMs: number, at: number, edge: number | null, plays: boolean): boolean {
    if (!plays || at !== this.at || this.edge === null) {
      this.moves = plays && this.at !== null && at > this.at ? this.moves + 1 : 0;
      if (this.moves >= playsAfter) this.patienceMs = firstPatienceMs;
      this.stands = 0;
      [this.at, this.edge, this.movedOnAt] = [at, edge, null];
      return false;
    }
    this.moves = 0;
    this.stands++;
    if (this.movedOnAt === null && edge !== null && Math.abs(edge - this.edge) >= movedSeconds)
      this.movedOnAt = nowMs;
    if (this.movedOnAt === null || nowMs - this.movedOnAt < this.patienceMs) return false;
    [this.edge, this.movedOnAt] = [edge, null];
    this.patienceMs = Math.min(this.patienceMs * 2, longestPatienceMs);
    return true;
  }

  /**
   * Whether it stands at the end of what there is, which it need not have noticed.
   * @param end where the last of it is, in seconds of the player; null while more is to come
   */
  isAtEnd(end: number | null): boolean {
    return (
      end !== null && this.at !== null && this.stands >= endsAfter && end - this.at < endSeconds
    );
  }
}
