import { randomUUID } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import {
  canonicalJson,
  concurrencyOf,
  type JobEvent,
  type JobFunction,
  maxAttempts,
  type Operation,
  retryMs,
  signature,
  sleepMs,
} from "./jobs-protocol";

type Answer = { status: number; text: string; isFinal: boolean; retryAfter: string | null };
type Run = {
  id: string;
  job: JobFunction;
  event: JobEvent;
  /** What each step that is over came to, by the step's id, and the order in which they ended. */
  steps: Record<string, unknown>;
  order: string[];
  /** Several steps at once have been seen: from then on the app only plans, and is told which to run. */
  isParallel: boolean;
};

const CALL_TIMEOUT_MS = 120_000;

/** Runs functions: calls the app again and again, with the results of its steps so far, until it is done. */
export class JobRunner {
  /** How many runs were begun. */
  runs = 0;
  private readonly slots = new Map<string, { busy: number; waiting: (() => void)[] }>();

  constructor(
    private readonly app: { appUrl: string; signingKey: string },
    private readonly stopping: AbortSignal,
  ) {}

  /** Ends when the function has ended, whichever way; never throws. */
  async run(job: JobFunction, event: JobEvent): Promise<void> {
    this.runs++;
    const run: Run = { id: randomUUID(), job, event, steps: {}, order: [], isParallel: false };
    try {
      while (!this.stopping.aborted) {
        const { answer, operations } = await this.attempt(run, "step");
        if (operations.length === 0) {
          if (answer.status !== 200) console.error(`Job ${job.id} failed: ${answer.text.slice(0, 300)}`);
          return;
        }
        if (operations.length > 1) run.isParallel = true;
        await Promise.all(operations.map((operation) => this.settle(run, operation)));
      }
    } catch (error) {
      if (!this.stopping.aborted) console.error(`Job ${job.id} failed:`, error);
    }
  }

  private async settle(run: Run, { id, op, name = "", data, error }: Operation): Promise<void> {
    const remember = (result: unknown) => {
      run.steps[id] = result;
      run.order.push(id);
    };
    switch (op) {
      case "StepRun":
        return remember({ type: "data", data: data ?? null });
      case "StepError":
      case "StepFailed":
        return remember({ type: "error", error });
      case "Sleep":
        await wait(sleepMs(name), undefined, { signal: this.stopping });
        return remember(null);
      case "StepPlanned": {
        const { operations } = await this.attempt(run, id);
        await Promise.all(operations.map((operation) => this.settle(run, operation)));
        return;
      }
      default:
        throw new Error(`This job engine does not know the operation ${op}.`);
    }
  }

  /** One call of the app, repeated as often as the function allows. */
  private async attempt(run: Run, stepId: string): Promise<{ answer: Answer; operations: Operation[] }> {
    const most = maxAttempts(run.job);
    for (let attempt = 0; ; attempt++) {
      const answer = await this.withSlot(run.job, () => this.call(run, stepId, attempt, most));
      const operations = answer.status === 206 ? (JSON.parse(answer.text) as Operation[]) : [];
      const failed = ![200, 206].includes(answer.status) || operations.some(({ op }) => op === "StepError");
      if (!failed || answer.isFinal || attempt + 1 >= most) return { answer, operations };
      await wait(retryMs(answer.retryAfter, attempt), undefined, { signal: this.stopping });
    }
  }

  private async call(run: Run, stepId: string, attempt: number, most: number): Promise<Answer> {
    const { job, event, steps, order, isParallel, id } = run;
    const body = canonicalJson({
      event,
      events: [event],
      steps,
      version: -1,
      ctx: {
        run_id: id,
        attempt,
        max_attempts: most,
        disable_immediate_execution: isParallel,
        use_api: false,
        stack: { stack: order, current: order.length },
      },
    });
    // The app registers the address that the world knows it by; from here it is next door.
    const registered = new URL(job.steps.step.runtime.url);
    const url = new URL(registered.pathname + registered.search, this.app.appUrl);
    url.searchParams.set("stepId", stepId);
    try {
      const response = await fetch(url, {
        method: "POST",
        body,
        headers: {
          "content-type": "application/json",
          "x-inngest-signature": signature(this.app.signingKey, body),
        },
        signal: AbortSignal.any([this.stopping, AbortSignal.timeout(CALL_TIMEOUT_MS)]),
      });
      const { status, headers } = response;
      const isFinal = headers.get("x-inngest-no-retry") === "true";
      return { status, text: await response.text(), isFinal, retryAfter: headers.get("retry-after") };
    } catch (error) {
      return { status: 0, text: String(error), isFinal: false, retryAfter: null };
    }
  }

  /** Concurrency counts calls in flight: a run that sleeps, or waits for its next attempt, holds no slot. */
  private async withSlot<Value>(job: JobFunction, work: () => Promise<Value>): Promise<Value> {
    const slot = this.slots.get(job.id) ?? { busy: 0, waiting: [] };
    this.slots.set(job.id, slot);
    if (slot.busy >= concurrencyOf(job)) await new Promise<void>((resolve) => slot.waiting.push(resolve));
    else slot.busy++;
    try {
      return await work();
    } finally {
      const next = slot.waiting.shift();
      if (next) next();
      else slot.busy--;
    }
  }
}
