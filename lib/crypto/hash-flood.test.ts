import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Admission, Purpose } from "./hash-plan";
import { HashQueue, type PasswordQueueFullError } from "./hash-queue";
import { ImpatientClients } from "./impatient-clients";

const SECOND_MS = 1_000;
const HASH_MS = 250;
const MAX_PENDING = 64;
const JOB = { password: "a password", cost: 12 };
const CLIENTS = 70;
const PEOPLE = 10;

/** Two threads that take a quarter of a second for a hash. */
class TimedWorkers {
  readonly size = 2;
  private busy = 0;
  get free() {
    return this.size - this.busy;
  }
  async run() {
    this.busy++;
    await wait(HASH_MS);
    this.busy--;
    return { result: "a hash", ms: HASH_MS };
  }
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

let queue: HashQueue;
/** How many requests were let into the queue. Each costs the app a few commands of Redis. */
let admitted: number;
let impatient: ImpatientClients;
beforeEach(() => {
  vi.useFakeTimers();
  queue = new HashQueue(new TimedWorkers());
  impatient = new ImpatientClients();
  admitted = 0;
});
afterEach(() => vi.useRealTimers());

/** Asks for one hash as a request does. Returns 0 once it is computed, or the seconds after which to try again. */
async function request(admission: Admission): Promise<number> {
  let seconds = queue.secondsUntilRoom(JOB, admission, MAX_PENDING);
  if (seconds === 0) {
    admitted++;
    try {
      await queue.run(JOB, admission, MAX_PENDING);
      return 0;
    } catch (error) {
      seconds = (error as PasswordQueueFullError).retryAfterSeconds;
    }
  }
  if (admission.standing !== "known") await wait(impatient.refuse(admission.client, seconds));
  return seconds;
}

/** Clients that repeat their requests, with next to no pause by default. Returns how many requests there were. */
function flood(purpose: Purpose, addressOf: (client: number) => string, pauseMs = 5) {
  let requests = 0;
  for (let client = 0; client < CLIENTS; client++) {
    void (async () => {
      for (;;) {
        const account = `guess ${++requests}`;
        await request({ standing: "stranger", purpose, account, client: addressOf(client) });
        await wait(pauseMs);
      }
    })();
  }
  return () => requests;
}

/** People who come one after another, wait as they are told, and give up after a time. Returns how many got through. */
async function people(standing: Admission["standing"], purpose: Purpose, patienceMs: number) {
  const served = Array.from({ length: PEOPLE }, async (_, index) => {
    await wait(index * (SECOND_MS / 2));
    const admission = { standing, purpose, account: `person ${index}`, client: `198.51.${index}.1` };
    const startedAt = performance.now();
    for (;;) {
      const seconds = await request(admission);
      if (performance.now() - startedAt > patienceMs) return false;
      if (seconds === 0) return true;
      await wait(seconds * SECOND_MS);
    }
  });
  return (await Promise.all(served)).filter(Boolean).length;
}

describe.each([
  ["addresses in networks of their own", (client: number) => `10.0.${client}.1`],
  ["addresses of one network", (client: number) => `10.0.0.${client}`],
])("while 70 clients send requests without a pause, from %s", (_, addressOf) => {
  it.each(["login", "registration"] as const)("as in a flood of %ss, people get through", async (purpose) => {
    const requests = flood(purpose, addressOf);
    await vi.advanceTimersByTimeAsync(20 * SECOND_MS);
    const counts = Promise.all([
      people("known", "login", 3 * SECOND_MS),
      people("stranger", "login", 10 * SECOND_MS),
      people("stranger", "registration", 10 * SECOND_MS),
    ]);
    await vi.advanceTimersByTimeAsync(20 * SECOND_MS);
    expect(await counts).toEqual([PEOPLE, PEOPLE, PEOPLE]);
    // After the first ones, at most one request of each client in four seconds.
    expect(requests()).toBeLessThan((40 / 2) * CLIENTS);
    // Of those that are let in, few are pushed out again.
    expect(admitted).toBeLessThan((40 * SECOND_MS * 2 * 2) / HASH_MS);
  });
});

describe("a flood from a new network with each request", () => {
  it("leaves known people their place, and strangers their share", async () => {
    let network = 0;
    flood("login", () => `10.${++network >> 8}.${network & 255}.1`, 250);
    await vi.advanceTimersByTimeAsync(20 * SECOND_MS);
    const counts = Promise.all([
      people("known", "login", 3 * SECOND_MS),
      people("stranger", "registration", 10 * SECOND_MS),
    ]);
    await vi.advanceTimersByTimeAsync(20 * SECOND_MS);
    expect(await counts).toEqual([PEOPLE, PEOPLE]);
  });
});
