const MINUTE_MS = 60_000;
/** A subject that has one hash in this time doesn't yield to any other. */
const SHARE_MS = 5 * MINUTE_MS;
/** How many shares a subject can be behind. Whoever stops is equal to the others again after that time. */
const MAX_DEBT = 8;
const MAX_SUBJECTS = 10_000;

/**
 * Shares the hash threads fairly between subjects, such as networks: each hash moves its subject behind those that had
 * fewer lately ("virtual clock", L. Zhang, 1990). A subject without recent hashes is ahead of all that have some.
 */
export class HashShares {
  /** When each subject will have used up no more than its share. */
  private readonly evenAt = new Map<string, number>();

  /**
   * Returns the turn of a subject's next hash: the lower, the sooner. A time in milliseconds. Debts are compared by
   * powers of two, and equal ones by arrival: if every small difference counted, clients of a flood would keep pushing
   * each other out of the queue, which costs more than refusing them.
   */
  turnOf(subject: string, now: number): number {
    const debt = ((this.evenAt.get(subject) ?? 0) - now) / SHARE_MS;
    return debt > 0 ? now + SHARE_MS * 2 ** Math.max(0, Math.ceil(Math.log2(debt))) : now;
  }

  /**
   * Counts a hash for a subject.
   *
   * @returns what to give to {@link refund} if the hash isn't computed
   */
  charge(subject: string, now: number): number {
    const before = Math.max(now, this.evenAt.get(subject) ?? 0);
    const after = Math.min(before + SHARE_MS, now + MAX_DEBT * SHARE_MS);
    this.evenAt.delete(subject);
    this.evenAt.set(subject, after);
    if (this.evenAt.size > MAX_SUBJECTS) this.forget(now);
    return after - before;
  }

  refund(subject: string, charged: number): void {
    const evenAt = this.evenAt.get(subject);
    if (evenAt !== undefined) this.evenAt.set(subject, evenAt - charged);
  }

  /** Removes the subjects without a debt, and, if that isn't enough, the one that was charged the longest ago. */
  private forget(now: number): void {
    for (const [subject, evenAt] of this.evenAt) if (evenAt <= now) this.evenAt.delete(subject);
    const [first] = this.evenAt.keys();
    if (this.evenAt.size > MAX_SUBJECTS && first !== undefined) this.evenAt.delete(first);
  }
}
