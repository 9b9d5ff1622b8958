import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";

type Job = { password: string; cost: number } | { password: string; hash: string };
type Answer = { id: number; result?: string | boolean; error?: string };
type Waiting = { resolve: (result: string | boolean) => void; reject: (error: Error) => void };

/** More hashes are wanted than can be made in a bearable time. */
export class PasswordQueueFullError extends Error {
  override name = "PasswordQueueFullError";
}

const MAX_WAITING_PER_WORKER = 32;

/**
 * bcrypt in worker threads: bcryptjs computes on the thread that calls it, so on the main thread
 * one hash would hold up every request for a quarter of a second.
 */
class PasswordWorkers {
  private readonly workers: { thread: Worker; waiting: Map<number, Waiting> }[] = [];
  private lastId = 0;

  /** @throws {PasswordQueueFullError} when every worker has its fill */
  run(job: Job): Promise<string | boolean> {
    const worker = this.leastBusy();
    if (worker.waiting.size >= MAX_WAITING_PER_WORKER) throw new PasswordQueueFullError();
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

/** @throws {PasswordQueueFullError} */
export async function bcryptHash(password: string, cost: number): Promise<string> {
  return String(await workers.run({ password, cost }));
}

/** Whether the hash is of that password; anything that is no bcrypt hash is of none. @throws {PasswordQueueFullError} */
export async function bcryptMatches(password: string, hash: string): Promise<boolean> {
  return (await workers.run({ password, hash })) === true;
}
