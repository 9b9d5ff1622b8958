import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";

type Job = { password: string; cost: number } | { password: string; hash: string };
type Reply = { id: number; result?: string | boolean; error?: string };
type PendingJob = { resolve: (result: string | boolean) => void; reject: (error: Error) => void };

/** Thrown if the hash queue is full. */
export class PasswordQueueFullError extends Error {
  override name = "PasswordQueueFullError";
}

/**
 * Runs bcrypt in worker threads. bcryptjs computes on the calling thread: on the main thread, one hash would block every
 * request for a quarter of a second.
 */
class PasswordWorkers {
  private readonly workers: { thread: Worker; jobs: Map<number, PendingJob> }[] = [];
  private lastId = 0;

  /** The number of jobs that are queued or being computed. */
  get pending(): number {
    return this.workers.reduce((sum, { jobs }) => sum + jobs.size, 0);
  }

  /** @throws {PasswordQueueFullError} if `maxPending` jobs are pending already */
  run(job: Job, maxPending: number): Promise<string | boolean> {
    if (this.pending >= maxPending) throw new PasswordQueueFullError();
    const worker = this.leastBusy();
    const id = ++this.lastId;
    // A thread keeps the process alive only while it has work.
    worker.thread.ref();
    return new Promise((resolve, reject) => {
      worker.jobs.set(id, { resolve, reject });
      worker.thread.postMessage({ id, ...job });
    });
  }

  private leastBusy() {
    const idle = this.workers.find(({ jobs }) => jobs.size === 0);
    if (idle) return idle;
    if (this.workers.length < availableParallelism()) return this.start();
    return this.workers.reduce((least, worker) => (worker.jobs.size < least.jobs.size ? worker : least));
  }

  private start() {
    const thread = new Worker(new URL("./password-worker.mjs", import.meta.url));
    const worker = { thread, jobs: new Map<number, PendingJob>() };
    thread.on("message", ({ id, result, error }: Reply) => {
      const job = worker.jobs.get(id);
      worker.jobs.delete(id);
      if (worker.jobs.size === 0) thread.unref();
      if (result === undefined) job?.reject(new Error(error));
      else job?.resolve(result);
    });
    thread.on("error", (error) => {
      this.workers.splice(this.workers.indexOf(worker), 1);
      for (const { reject } of worker.jobs.values()) reject(error);
    });
    this.workers.push(worker);
    return worker;
  }
}

// Next loads this module once per bundle, but the threads must exist once per process.
const shared = globalThis as { passwordWorkers?: PasswordWorkers };
shared.passwordWorkers ??= new PasswordWorkers();
const workers = shared.passwordWorkers;

/** Returns the number of hashes that are queued or being computed. */
export function pendingHashes(): number {
  return workers.pending;
}

/**
 * Hashes a text with bcrypt.
 *
 * @param maxPending how many hashes may be pending before this one
 * @throws {PasswordQueueFullError}
 */
export async function bcryptHash(password: string, cost: number, maxPending: number): Promise<string> {
  return String(await workers.run({ password, cost }, maxPending));
}

/**
 * Returns whether a text matches a bcrypt hash. Anything that is not a bcrypt hash matches nothing.
 *
 * @param maxPending how many hashes may be pending before this one
 * @throws {PasswordQueueFullError}
 */
export async function bcryptMatches(password: string, hash: string, maxPending: number): Promise<boolean> {
  return (await workers.run({ password, hash }, maxPending)) === true;
}
