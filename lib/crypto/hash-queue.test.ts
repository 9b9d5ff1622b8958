import { beforeEach, describe, expect, it, vi } from "vitest";
import type { Admission } from "./hash-plan";
import { HashQueue, PasswordQueueFullError } from "./hash-queue";
import type { HashResult } from "./password-workers";

const MAX_PENDING = 64;
/** At the initial estimate, a hash at this cost takes 256 ms. */
const JOB = { password: "a password", cost: 12 };
const WORK_MS = 256;

/** Threads that finish a hash when the test says so. */
class ManualWorkers {
  readonly size = 2;
  readonly unfinished: ((result: HashResult) => void)[] = [];
  get free() {
    return this.size - this.unfinished.length;
  }
  run() {
    return new Promise<HashResult>((resolve) => void this.unfinished.push(resolve));
  }
  /** Finishes the hash that was started first, and lets the queue start the next one. */
  async finish(ms = WORK_MS) {
    this.unfinished.shift()?.({ result: "a hash", ms });
    await new Promise(setImmediate);
  }
}

let now: number;
let workers: ManualWorkers;
let queue: HashQueue;
let finished: string[];
beforeEach(() => {
  now = 0;
  workers = new ManualWorkers();
  queue = new HashQueue(workers, () => now);
  finished = [];
});

/** A stranger who logs in to an account of their own from a network of their own. */
const stranger = (name: string, network = name): Admission => ({
  standing: "stranger",
  purpose: "login",
  account: name,
  client: `${network}.${name}`,
});

/** Asks for a hash and notes how that ended. */
function ask(name: string, given: Partial<Admission> = {}) {
  const admission = { ...stranger(name), ...given };
  return queue.run(JOB, admission, MAX_PENDING).then(
    () => void finished.push(name),
    (error: PasswordQueueFullError) => void finished.push(`${name} refused: ${error.retryAfterSeconds}`),
  );
}

/** Finishes hashes, each in its time, until none is left. Returns who was served, in order. */
async function finishAll() {
  await new Promise(setImmediate);
  while (queue.pending > 0) {
    now += WORK_MS / workers.size;
    await workers.finish();
  }
  return finished;
}

const from = (network: string, host: number) => ({ client: `${network}.${host}` });

describe("the hash queue", () => {
  it("serves known people first, then familiar clients, then strangers", async () => {
    for (const name of ["running", "running too", "stranger"]) void ask(name);
    void ask("familiar", { standing: "familiar" });
    void ask("known", { standing: "known" });
    expect(await finishAll()).toEqual(["running", "running too", "known", "familiar", "stranger"]);
  });

  it("serves each network in turn, however many of its addresses ask", async () => {
    for (let host = 1; host <= 6; host++) void ask(`flood ${host}`, from("192.0.2", host));
    now += 1;
    void ask("neighbour", from("198.51.100", 1));
    expect((await finishAll()).slice(0, 4)).toEqual(["flood 1", "flood 2", "neighbour", "flood 3"]);
  });

  it("serves a network without recent hashes before one that has had some", async () => {
    for (let round = 0; round < 3; round++) {
      void ask("guess", from("192.0.2", round));
      await finishAll();
    }
    finished = [];
    for (const name of ["running", "running too"]) void ask(name);
    now += 1;
    void ask("guess", from("192.0.2", 9));
    now += 1;
    void ask("owner", from("198.51.100", 1));
    expect(await finishAll()).toEqual(["running", "running too", "owner", "guess"]);
  });

  it("forgets the hashes of a network after 40 minutes at the latest", async () => {
    for (let round = 0; round < 40; round++) {
      void ask("guess", from("192.0.2", round));
      await finishAll();
    }
    now += 40 * 60_000;
    finished = [];
    for (const name of ["running", "running too"]) void ask(name);
    void ask("guess", from("192.0.2", 9));
    now += 1;
    void ask("owner", from("198.51.100", 1));
    expect(await finishAll()).toEqual(["running", "running too", "guess", "owner"]);
  });

  it("gives logins and registrations the same share among strangers", async () => {
    for (const name of ["running", "running too"]) void ask(name);
    for (let index = 1; index <= 4; index++) void ask(`registration ${index}`, { purpose: "registration" });
    now += 1;
    void ask("login 1");
    void ask("login 2");
    expect((await finishAll()).slice(2, 6)).toEqual([
      "registration 1",
      "login 1",
      "registration 2",
      "login 2",
    ]);
  });

  it("tells whoever would wait longer than 2 seconds at once, and everybody else gets a thread", async () => {
    for (let index = 0; index < 30; index++) void ask(String(index));
    await new Promise(setImmediate);
    // Two run, and 14 can start within 2 seconds.
    expect(finished).toEqual(Array.from({ length: 14 }, (_, index) => `${index + 16} refused: 3`));
    expect(queue.secondsUntilRoom(JOB, stranger("late"), MAX_PENDING)).toBe(3);
    expect(queue.secondsUntilRoom(JOB, { ...stranger("k"), standing: "known" }, MAX_PENDING)).toBe(0);
    expect((await finishAll()).filter((end) => !end.includes("refused"))).toHaveLength(16);
  });

  it("measures how long hashes take", async () => {
    void ask("first");
    await workers.finish(8 * WORK_MS);
    for (let index = 0; index < 30; index++) void ask(String(index));
    await new Promise(setImmediate);
    expect(finished.filter((end) => end.includes("refused")).length).toBeGreaterThan(14);
  });

  it("refuses strangers that no longer start in time after someone known has come", async () => {
    for (let index = 0; index < 16; index++) void ask(String(index));
    expect(queue.pending).toBe(16);
    void ask("known", { standing: "known" });
    await new Promise(setImmediate);
    expect(finished).toEqual(["15 refused: 3"]);
  });

  it("refuses whoever has waited for 2 seconds, although the estimate was better", async () => {
    vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout"] });
    for (const name of ["running", "running too", "waiting"]) void ask(name);
    vi.advanceTimersByTime(1_999);
    expect(queue.pending).toBe(3);
    vi.advanceTimersByTime(1);
    vi.useRealTimers();
    await new Promise(setImmediate);
    expect(finished).toEqual(["waiting refused: 2"]);
  });

  it("drops a request whose client has gone, and nobody else", async () => {
    const controller = new AbortController();
    for (const name of ["running", "running too"]) void ask(name, { signal: controller.signal });
    void ask("gone", { signal: controller.signal });
    void ask("waiting");
    controller.abort();
    void ask("gone before", { signal: controller.signal });
    expect(queue.pending).toBe(3);
    const served = (await finishAll()).filter((end) => !end.includes("refused"));
    // A hash that has started is finished: it can't be interrupted, and the attempt counts.
    expect(served).toEqual(["running", "running too", "waiting"]);
  });

  it("charges nothing to the network of a request that left", async () => {
    const controller = new AbortController();
    for (const name of ["running", "running too"]) void ask(name);
    for (let index = 0; index < 3; index++)
      void ask("gone", { ...from("192.0.2", index), signal: controller.signal });
    controller.abort();
    void ask("came first", from("192.0.2", 9));
    now += 1;
    void ask("came second");
    expect((await finishAll()).filter((end) => !end.includes("refused"))).toEqual([
      "running",
      "running too",
      "came first",
      "came second",
    ]);
  });

  it("goes on after a thread has failed", async () => {
    vi.spyOn(workers, "run").mockRejectedValueOnce(new Error("The thread has ended."));
    await expect(queue.run(JOB, stranger("unlucky"), MAX_PENDING)).rejects.toThrow("ended");
    void ask("next");
    expect(await finishAll()).toEqual(["next"]);
  });

  it("computes nothing for what is refused", async () => {
    const run = vi.spyOn(workers, "run");
    await expect(queue.run(JOB, stranger("late"), 0)).rejects.toBeInstanceOf(PasswordQueueFullError);
    expect(run).not.toHaveBeenCalled();
  });
});
