import { networkOf } from "@/lib/observability/network-hash";
import { type Admission, inOrder, type Place, type Plan, type Purpose, planQueue } from "./hash-plan";
import { HashShares } from "./hash-shares";
import type { HashJob, PasswordWorkers } from "./password-workers";

const SECOND_MS = 1_000;
/** Nobody waits longer for a thread. */
const MAX_WAIT_MS = 2 * SECOND_MS;
const MAX_RETRY_SECONDS = 60;
/** Until the first hash is measured: a quarter of a second at cost 12. */
const INITIAL_MS_PER_ROUND = 1 / 16;
/** The weight of the latest hash in the estimate. */
const LATEST_WEIGHT = 0.2;

/** Thrown if a password can't be hashed in time, or its client has gone. No hash was computed. */
export class PasswordQueueFullError extends Error {
  override name = "PasswordQueueFullError";

  constructor(readonly retryAfterSeconds: number) {
    super(`No thread is free in time. Try again in ${retryAfterSeconds} seconds.`);
  }
}

type Waiting = Place & {
  subject: string;
  /** What the share of the subject was charged. */
  charged: number;
  job: HashJob;
  resolve: (result: string | boolean) => void;
  reject: (error: Error) => void;
  /** Stops the timer and the listener of a place that is left. */
  stopWatching: () => void;
};

type Running = Place & { startedAt: number };

/**
 * Admits hashes to the worker threads: first people who are known to the account, then a fair share for each network
 * (the /24 of an IPv4 address, the /48 of an IPv6 address). Whoever can't have a thread within two seconds is told so at once.
 */
export class HashQueue {
  private waiting: Waiting[] = [];
  private readonly running = new Set<Running>();
  private readonly shares = new HashShares();
  private readonly lastStarted = new Map<Purpose, number>();
  private msPerRound = INITIAL_MS_PER_ROUND;

  /** @param now the time in milliseconds, from any start */
  constructor(
    private readonly workers: Pick<PasswordWorkers, "size" | "free" | "run">,
    private readonly now = () => performance.now(),
  ) {}

  /** The number of hashes that are waiting or being computed. */
  get pending(): number {
    return this.waiting.length + this.running.size;
  }

  /**
   * Returns the seconds after which to try again, if a job would be refused now; otherwise 0.
   *
   * @param maxPending how many hashes may be waiting and running
   */
  secondsUntilRoom(job: HashJob, admission: Admission, maxPending: number): number {
    const place = this.placeOf(job, admission);
    const { refused } = this.plan([...this.waiting, place], maxPending);
    const own = refused.find((refusal) => refusal.place === place);
    return own ? toSeconds(own.waitMs) : 0;
  }

  /**
   * Runs a job once it is its turn.
   *
   * @throws {PasswordQueueFullError}
   */
  run(job: HashJob, admission: Admission, maxPending: number): Promise<string | boolean> {
    const { signal } = admission;
    return new Promise((resolve, reject) => {
      if (signal?.aborted) throw new PasswordQueueFullError(1);
      const place = this.placeOf(job, admission);
      const subject = subjectOf(admission);
      const leave = () => this.refuse(waiting, MAX_WAIT_MS);
      const timer = setTimeout(leave, MAX_WAIT_MS).unref();
      signal?.addEventListener("abort", leave, { once: true });
      const stopWatching = () => {
        clearTimeout(timer);
        signal?.removeEventListener("abort", leave);
      };
      const charged = this.shares.charge(subject, this.now());
      const waiting: Waiting = { ...place, subject, charged, job, resolve, reject, stopWatching };
      const { kept, refused } = this.plan([...this.waiting, waiting], maxPending);
      this.waiting = kept;
      for (const { place: other, waitMs } of refused) this.refuse(other, waitMs);
      this.startNext();
    });
  }

  private placeOf(job: HashJob, { standing, purpose, account, client }: Admission): Place {
    const now = this.now();
    return {
      ...{ standing, purpose, account, client },
      turn: this.shares.turnOf(subjectOf({ standing, purpose, account, client }), now),
      deadline: now + MAX_WAIT_MS,
      workMs: roundsOf(job) * this.msPerRound,
    };
  }

  private plan<Candidate extends Place>(waiting: readonly Candidate[], maxPending: number): Plan<Candidate> {
    const now = this.now();
    const running = [...this.running];
    const busyMs = running.reduce(
      (sum, { startedAt, workMs }) => sum + Math.max(0, startedAt + workMs - now),
      0,
    );
    const { lastStarted } = this;
    return planQueue(waiting, { now, threads: this.workers.size, running, busyMs, maxPending, lastStarted });
  }

  private refuse(waiting: Waiting, waitMs: number): void {
    this.waiting = this.waiting.filter((other) => other !== waiting);
    waiting.stopWatching();
    this.shares.refund(waiting.subject, waiting.charged);
    waiting.reject(new PasswordQueueFullError(toSeconds(waitMs)));
  }

  private startNext(): void {
    while (this.workers.free > 0) {
      const [next] = inOrder(this.waiting, this.lastStarted);
      if (!next) return;
      this.waiting = this.waiting.filter((other) => other !== next);
      next.stopWatching();
      void this.compute(next);
    }
  }

  private async compute(next: Waiting): Promise<void> {
    const { job, resolve, reject, standing, purpose } = next;
    const startedAt = this.now();
    const running: Running = { ...next, startedAt };
    this.running.add(running);
    if (standing === "stranger") this.lastStarted.set(purpose, startedAt);
    try {
      const { result, ms } = await this.workers.run(job);
      const measured = ms / roundsOf(job);
      this.msPerRound += (measured - this.msPerRound) * LATEST_WEIGHT;
      resolve(result);
    } catch (error) {
      reject(error as Error);
    } finally {
      this.running.delete(running);
      this.startNext();
    }
  }
}

/** Whoever is known has a share for each account, and everybody else one for each network and purpose. */
function subjectOf({ standing, purpose, account, client }: Omit<Admission, "signal">): string {
  return standing === "known" ? `known ${account}` : `${standing} ${purpose} ${networkOf(client)}`;
}

function roundsOf(job: HashJob): number {
  if ("cost" in job) return 2 ** job.cost;
  const hashes = [job.hash, ...(job.dummyHashes ?? [])];
  return hashes.reduce((sum, hash) => sum + 2 ** Number(hash.slice(4, 6)), 0);
}

function toSeconds(waitMs: number): number {
  return Math.min(MAX_RETRY_SECONDS, Math.max(1, Math.ceil(waitMs / SECOND_MS)));
}
