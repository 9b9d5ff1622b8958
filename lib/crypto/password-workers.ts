import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";

/** What a thread computes: the hash of a password, or whether a password matches a hash. */
export type HashJob =
  | { password: string; cost: number }
  | {
      password: string;
      hash: string;
      /** Compared as well, for the time that it takes. */
      dummyHashes?: string[];
    };

/** The result of a job, and the milliseconds that the thread spent on it. */
export type HashResult = { result: string | boolean; ms: number };

type Reply = { result?: string | boolean; error?: string; ms: number };
type CurrentJob = { resolve: (result: HashResult) => void; reject: (error: Error) => void };
type Thread = { worker: Worker; job: CurrentJob | undefined };

/**
 * Runs bcrypt in worker threads. On the main thread, one hash would block every request for a quarter of a second. A
 * thread has one job at a time: what waits for a thread waits in the queue, which decides who is next.
 */
export class PasswordWorkers {
  private readonly threads: Thread[] = [];

  /** @param isPortable whether to compute with bcryptjs although the platform has native bcrypt */
  constructor(
    readonly size = availableParallelism(),
    private readonly isPortable = false,
  ) {}

  /** The number of jobs that can be started now. */
  get free(): number {
    return this.size - this.threads.filter(({ job }) => job).length;
  }

  /** Runs a job on a free thread. */
  run(job: HashJob): Promise<HashResult> {
    const thread = this.threads.find(({ job: current }) => !current) ?? this.start();
    // A thread keeps the process alive only while it has work.
    thread.worker.ref();
    return new Promise((resolve, reject) => {
      thread.job = { resolve, reject };
      thread.worker.postMessage(job);
    });
  }

  private start(): Thread {
    if (this.threads.length >= this.size) throw new Error("All threads are busy.");
    const worker = new Worker(new URL("./password-worker.mjs", import.meta.url), {
      workerData: { isPortable: this.isPortable },
    });
    const thread: Thread = { worker, job: undefined };
    const finish = (): CurrentJob | undefined => {
      const { job } = thread;
      thread.job = undefined;
      worker.unref();
      return job;
    };
    worker.on("message", ({ result, error, ms }: Reply) => {
      const job = finish();
      if (result === undefined) job?.reject(new Error(error));
      else job?.resolve({ result, ms });
    });
    worker.on("error", (error) => {
      this.threads.splice(this.threads.indexOf(thread), 1);
      finish()?.reject(error as Error);
    });
    this.threads.push(thread);
    return thread;
  }
}
