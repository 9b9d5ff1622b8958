import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";

type Job = { password: string; cost: number } | { password: string; hash: string };
type Answer = { id: number; result?: string | boolean; error?: string };
type Waiting = { resolve: (result: string | boolean) => void; reject: (error: Error) => void };

/** More hashes are wanted than can be made in a bearable time. */
export class PasswordQueueFullError extends Error {
  override name = "PasswordQueueFullError";
}

/**
 * bcrypt in worker threads: bcryptjs computes on the thread that calls it, so on the main thread
 * one hash would hold up every request for a quarter of a second.
 */
class PasswordWorkers {
  private readonly workers: { thread: Worker; waiting: Map<number, Waiting> }[] = [];
  private lastId = 0;

  /** How many jobs wait or are worked on. */
  get inHand(): number {
    return this.workers.reduce((sum, { waiting }) => sum + waiting.size, 0);
  }

  /** @throws {PasswordQueueFullError} when as many jobs as that are in hand */
  run(job: Job, most: number): Promise<string | boolean> {
    if (this.inHand >= most) throw new PasswordQueueFullError();
    const worker = this.leastBusy();
    const id = ++this.lastId;
    // A thread keeps the process alive while it has work, and no longer.
    worker.thread.ref();
    return new Promise((resolve, reject) => {
      worker.waiting.set(id, { resolve, reject });
      worker.thread.postMessage({ id, ...job });
    });
  }

  private leastBusy() {
    const idle = this.workers.find(({ waiting }) => waiting.size === 0);
    if (idle) return idle;
    if (this.workers.length < availableParallelism()) return this.start();
    return this.workers.reduce((least, worker) =>
      worker.waiting.size < least.waiting.size ? worker : least,
    );
  }

  private start() {
    const thread = new Worker(new URL("./password-worker.mjs", import.meta.url));
    const worker = { thread, waiting: new Map<number, Waiting>() };
    thread.on("message", ({ id, result, error }: Answer) => {
      const waiting = worker.waiting.get(id);
      worker.waiting.delete(id);
      if (worker.waiting.size === 0) thread.unref();
      if (result === undefined) waiting?.reject(new Error(error));
      else waiting?.resolve(result);
    });
    thread.on("error", (error) => {
      this.workers.splice(this.workers.indexOf(worker), 1);
      for (const { reject } of worker.waiting.values()) reject(error);
    });
    this.workers.push(worker);
    return worker;
  }
}

// Next loads a module anew for each of its bundles; the threads are to be there once.
const shared = globalThis as { passwordWorkers?: PasswordWorkers };
shared.passwordWorkers ??= new PasswordWorkers();
const workers = shared.passwordWorkers;

/** How many hashes are being made or wait to be. */
export function passwordsInHand(): number {
  return workers.inHand;
}

/** @param most how many hashes may be in hand before this one @throws {PasswordQueueFullError} */
export async function bcryptHash(password: string, cost: number, most: number): Promise<string> {
  return String(await workers.run({ password, cost }, most));
}

/**
 * Whether the hash is of that password; anything that is no bcrypt hash is of none.
 *
 * @param most how many hashes may be in hand before this one
 * @throws {PasswordQueueFullError}
 */
export async function bcryptMatches(password: string, hash: string, most: number): Promise<boolean> {
  return (await workers.run({ password, hash }, most)) === true;
}
