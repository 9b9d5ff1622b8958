import { setTimeout as wait } from "node:timers/promises";
import type pg from "pg";
import { hasEnded, type Stack } from "@/e2e/stack";
import type { BulkJobs } from "./bulk-jobs";
import type { Kill, Outage } from "./plan";
import { BOUNCE_PREFIX } from "./users";

export const APP_SETTINGS = { BENCHMARK_BCRYPT_COST: "4", MFA_REQUIRED_FOR: "none" };

const OUTAGE_PAUSE_MS = 1_500;
/** How long to wait until a process reaches its fail point, or until a request meets an outage. */
const KILL_TIMEOUT_MS = 180_000;
const OUTAGE_TIMEOUT_MS = 180_000;
/** During the whole test, webhooks come twice and in random order, and some emails bounce. */
const BASE_FAULTS = { outOfOrderWebhooks: true, bounce: BOUNCE_PREFIX };

/** Kills the app and injects faults into its services. */
export class FaultInjector {
  /** The longest time until the next attempt of an email that was observed. */
  longestDelayMs = 0;
  private providerAvailable: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly stack: Stack,
    private readonly database: pg.Pool,
    private readonly bulkJobs: BulkJobs,
    private readonly port: number,
  ) {}

  async start() {
    await this.stack.setMailFaults(BASE_FAULTS);
  }

  /** Runs the app until a fail point kills it. Returns whether it reached the fail point. */
  async kill({ at, occurrence }: Kill): Promise<boolean> {
    // Quoted because the path may contain spaces.
    const hook = JSON.stringify(new URL("fail-points.mjs", import.meta.url).href);
    const app = await this.stack.startApp(this.port, {
      ...APP_SETTINGS,
      NODE_OPTIONS: `--import ${hook}`,
      FAIL_AT: at,
      FAIL_ON: String(occurrence),
    });
    if (at.startsWith("bulk:")) await this.bulkJobs.start();
    const waitForEnd = async () => {
      const deadline = Date.now() + KILL_TIMEOUT_MS;
      while (!hasEnded(app.process) && Date.now() < deadline) {
        await wait(100);
        // Otherwise the test would wait for the end of a back-off before each kill.
        if (!at.startsWith("register:")) await this.skipBackOff();
      }
    };
    // A batch is released only after a failed attempt.
    if (at.startsWith("mail:release")) await this.withProviderFaults({ outage: 500 }, waitForEnd);
    else await waitForEnd();
    const wasReached = hasEnded(app.process);
    await app.end("SIGKILL");
    console.log(wasReached ? `  Killed at ${at}` : `  NOT REACHED: ${at}`);
    return wasReached;
  }

  /**
   * Runs the outages one after another. As long as `isRepeating` returns true, it starts over when all of them are done.
   *
   * @returns the number of outages, and of those that no request met
   */
  async runOutages(outages: Outage[], isRepeating: () => boolean) {
    let count = 0;
    let unmet = 0;
    while (count < outages.length || isRepeating()) {
      const outage = outages[count++ % outages.length] as Outage;
      await wait(OUTAGE_PAUSE_MS);
      if (!(await this.runOutage(outage))) unmet++;
    }
    return { count, unmet };
  }

  /** Runs an outage until a request has met it. Returns whether one did. */
  private async runOutage(outage: Outage): Promise<boolean> {
    const { service, fault, durationMs } = outage;
    console.log(`  Outage of ${service}: ${fault} for ${durationMs} ms`);
    if (fault === "restart") {
      await this.stack.restartJobs();
      return true;
    }
    if (service === "provider") {
      const faults = { outage: fault, outageShare: outage.share };
      return this.withProviderFaults(faults, () =>
        this.waitUntilMet(() => this.stack.countMailFaults(), durationMs),
      );
    }
    const proxy = this.stack.proxies[service];
    proxy.set(fault);
    const wasMet = await this.waitUntilMet(async () => proxy.affected, durationMs);
    proxy.set("none");
    return wasMet;
  }

  /** Waits for a duration, and then until a count has grown. Returns whether it has. */
  private async waitUntilMet(count: () => Promise<number>, durationMs: number): Promise<boolean> {
    const before = await count();
    const deadline = Date.now() + OUTAGE_TIMEOUT_MS;
    await wait(durationMs);
    while ((await count()) === before && Date.now() < deadline) {
      await wait(200);
      // While all emails are in a back-off, the app sends no requests that could meet the outage.
      await this.skipBackOff().catch(() => undefined);
    }
    return (await count()) > before;
  }

  /** Makes the email provider misbehave during an action. Actions that need this run one after another. */
  private withProviderFaults<Value>(faults: object, act: () => Promise<Value>): Promise<Value> {
    const result = this.providerAvailable.then(async () => {
      await this.stack.setMailFaults({ ...BASE_FAULTS, ...faults });
      try {
        return await act();
      } finally {
        await this.stack.setMailFaults(BASE_FAULTS);
      }
    });
    this.providerAvailable = result.catch(() => undefined);
    return result;
  }

  /** Ends the back-off of queued emails, but not the lease of emails that are being sent. */
  private async skipBackOff() {
    const { rows } = await this.database.query<{ delay: number }>(
      `SELECT COALESCE(max(extract(epoch FROM next_attempt_at - now())), 0)::float * 1000 AS delay
       FROM outbox_emails WHERE state IN ('queued', 'sending')`,
    );
    this.longestDelayMs = Math.max(this.longestDelayMs, rows[0]?.delay ?? 0);
    await this.database.query("UPDATE outbox_emails SET next_attempt_at = now() WHERE state = 'queued'");
  }
}
