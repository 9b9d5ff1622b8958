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

/** How a run ended, and the value that its function returned. */
export type RunResult = { status: "completed" | "failed" | "stopped"; output: string };

type AppResponse = { status: number; text: string; isFinal: boolean; retryAfter: string | null };
type Run = {
  id: string;
  job: JobFunction;
  event: JobEvent;
  /** The results of the finished steps by step ID, and the order in which the steps finished. */
  steps: Record<string, unknown>;
  order: string[];
  /** Set once the app has returned several steps at once. From then on it only plans steps and waits to be told which one to run. */
  isParallel: boolean;
};

const CALL_TIMEOUT_MS = 120_000;
/** Inngest counts the delay of a retry from the start of the current second. */
const MAX_EARLY_MS = 1_000;

/** Runs functions. It calls the app repeatedly, with the results of the finished steps, until the function ends. */
export class JobRunner {
  /** How many runs were started. */
  runs = 0;
  private readonly slots = new Map<string, { busy: number; waiting: (() => void)[] }>();

  constructor(
    private readonly app: {
      appUrl: string;
      signingKey: string;
      /** How early a retry comes. Defaults to a random time up to a second. */
      retryEarlyMs?: number | undefined;
    },
    private readonly stopping: AbortSignal,
  ) {}

  /** Runs a function to its end. Never throws: a failure is logged. */
  async run(job: JobFunction, event: JobEvent): Promise<RunResult> {
    this.runs++;
    const run: Run = { id: randomUUID(), job, event, steps: {}, order: [], isParallel: false };
    try {
      while (!this.stopping.aborted) {
        const { response, operations } = await this.attempt(run, "step");
        if (operations.length === 0) {
          if (response.status === 200) return { status: "completed", output: response.text };
          console.error(`Job ${job.id} failed: ${response.text.slice(0, 300)}`);
          return { status: "failed", output: response.text };
        }
        if (operations.length > 1) run.isParallel = true;
        await Promise.all(operations.map((operation) => this.settle(run, operation)));
      }
    } catch (error) {
      if (!this.stopping.aborted) console.error(`Job ${job.id} failed:`, error);
      return { status: "failed", output: String(error) };
    }
    return { status: "stopped", output: "" };
  }

  private async settle(run: Run, operation: Operation): Promise<void> {
    const { id, op, name = "", data, error } = operation;
    warnOfRepeatedId(run, operation);
    const saveResult = (result: unknown) => {
      run.steps[id] = result;
      run.order.push(id);
    };
    switch (op) {
      case "StepRun":
        return saveResult({ type: "data", data: data ?? null });
      case "StepError":
      case "StepFailed":
        return saveResult({ type: "error", error });
      case "Sleep":
        await wait(sleepMs(name), undefined, { signal: this.stopping });
        return saveResult(null);
      case "StepPlanned": {
        const { operations } = await this.attempt(run, id);
        await Promise.all(operations.map((operation) => this.settle(run, operation)));
        return;
      }
      default:
        throw new Error(`The job engine stand-in does not support the operation ${op}.`);
    }
  }

  /** Calls the app and retries as often as the function allows. */
  private async attempt(
    run: Run,
    stepId: string,
  ): Promise<{ response: AppResponse; operations: Operation[] }> {
    const attempts = maxAttempts(run.job);
    for (let attempt = 0; ; attempt++) {
      const response = await this.withSlot(run.job, () => this.call(run, stepId, attempt, attempts));
      const operations = response.status === 206 ? (JSON.parse(response.text) as Operation[]) : [];
      const failed = ![200, 206].includes(response.status) || operations.some(({ op }) => op === "StepError");
      if (!failed || response.isFinal || attempt + 1 >= attempts) return { response, operations };
      const early = this.app.retryEarlyMs ?? Math.random() * MAX_EARLY_MS;
      const delay = Math.max(0, retryMs(response.retryAfter, attempt) - early);
      await wait(delay, undefined, { signal: this.stopping });
    }
  }

  private async call(run: Run, stepId: string, attempt: number, attempts: number): Promise<AppResponse> {
    const { job, event, steps, order, isParallel, id } = run;
    const body = canonicalJson({
      event,
      events: [event],
      steps,
      version: -1,
      ctx: {
        run_id: id,
        attempt,
        max_attempts: attempts,
        disable_immediate_execution: isParallel,
        use_api: false,
        stack: { stack: order, current: order.length },
      },
    });
    // The app registers its public URL. The stand-in calls it on this machine instead.
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

  /** Limits the calls in flight. A run that sleeps or waits for its next attempt holds no slot. */
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

/** Warns as Inngest does: with a repeated id, the results of steps can be mixed up when the function changes. */
function warnOfRepeatedId({ job }: Run, { op, userland }: Operation) {
  if (op === "StepPlanned" || !userland?.index) return;
  console.warn(`Job ${job.id} uses the step ID "${userland.id}" more than once in a run.`);
}
