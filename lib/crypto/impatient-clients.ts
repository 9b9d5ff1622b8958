import { setTimeout as wait } from "node:timers/promises";
import type { Admission } from "./hash-plan";

const SECOND_MS = 1_000;
/** How much later an answer comes that a client would not wait for. Doubles each time, up to the maximum. */
const MIN_HOLD_MS = SECOND_MS;
const MAX_HOLD_MS = 4 * SECOND_MS;
/** How much the holds of clients differ, so that those of a flood don't come back all at once. */
const SPREAD = 0.25;
const MAX_CLIENTS = 10_000;

type Refusal = {
  /** When the client may come back. */
  comeBackAt: number;
  /** How long the answer was held back; 0 for a client that had not been told to wait. */
  heldMs: number;
};

/**
 * Answers clients more slowly that come back before the time in `Retry-After`. Otherwise a few of them that repeat a
 * refused request without a pause would keep the app busy with refusals.
 */
export class ImpatientClients {
  /** The last refusal of each client that was refused lately. */
  private readonly refusals = new Map<string, Refusal>();

  /** @param random returns a number from 0 to 1 */
  constructor(private readonly random = Math.random) {}

  /**
   * Notes that a client is refused.
   *
   * @returns the milliseconds to hold the answer back; 0 for a client that hasn't been told to wait
   */
  refuse(client: string, retryAfterSeconds: number, now = performance.now()): number {
    const last = this.refusals.get(client);
    const isImpatient = last !== undefined && now < last.comeBackAt;
    const heldMs = isImpatient ? Math.min(MAX_HOLD_MS, Math.max(MIN_HOLD_MS, 2 * last.heldMs)) : 0;
    const holdMs = heldMs * (1 + SPREAD * this.random());
    this.refusals.delete(client);
    this.refusals.set(client, { comeBackAt: now + holdMs + retryAfterSeconds * SECOND_MS, heldMs });
    const [first] = this.refusals.keys();
    if (this.refusals.size > MAX_CLIENTS && first !== undefined) this.refusals.delete(first);
    return holdMs;
  }
}

const shared = globalThis as { impatientClients?: ImpatientClients };
shared.impatientClients ??= new ImpatientClients();
const impatientClients = shared.impatientClients;

/** Notes that a client is refused, and holds the answer back if it was told to wait and did not. */
export async function holdIfImpatient(
  { standing, client, signal }: Admission,
  retryAfterSeconds: number,
): Promise<void> {
  // Other people may be behind the same address as someone who has proven who they are.
  if (standing === "known") return;
  const holdMs = impatientClients.refuse(client, retryAfterSeconds);
  // Rejects once the client has gone, when there is nobody left to answer.
  if (holdMs > 0) await wait(holdMs, undefined, { signal }).catch(() => undefined);
}
