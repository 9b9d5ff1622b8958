import { randomUUID } from "node:crypto";
import { setMaxListeners } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { Cron } from "croner";
import { type LocalServer, readBody, sendJson, serveLocally } from "./http";
import { JobRunner } from "./job-runner";
import { bearer, type JobEvent, type JobFunction } from "./jobs-protocol";

type Options = {
  appUrl: string;
  eventKey: string;
  /** Hexadecimal digits, with or without the prefix of Inngest Cloud's keys. */
  signingKey: string;
  port?: number;
  /** How early a retry comes, for tests. Defaults to a random time up to a second. */
  retryEarlyMs?: number;
};

const REGISTER_INTERVAL_MS = 500;
const REFRESH_INTERVAL_MS = 30_000;
const EVENT_ID_LIFETIME_MS = 24 * 60 * 60 * 1000;

/**
 * Starts the job engine. It runs the functions that the app registers, on events and on schedule, and
 * speaks the protocol of Inngest's SDK.
 * https://github.com/inngest/inngest/blob/main/docs/SDK_SPEC.md
 */
export async function startJobs(options: Options): Promise<LocalServer> {
  const engine = new JobEngine(options);
  const server = await serveLocally((request, response) => engine.handle(request, response), options.port);
  engine.keepRegistered();
  return {
    url: server.url,
    close: async () => {
      engine.stop();
      await server.close();
    },
  };
}

class JobEngine {
  private functions: JobFunction[] = [];
  private crons: Cron[] = [];
  /** The functions as JSON, to detect changes. */
  private registration = "";
  /** When each event ID was first received. */
  private readonly seenEvents = new Map<string, number>();
  /** The event IDs that each request was answered with, by the seed that the SDK sends. */
  private readonly acceptedSeeds = new Map<string, string[]>();
  private readonly stopping = new AbortController();
  private readonly runner: JobRunner;

  constructor(private readonly options: Options) {
    // Every call to the app adds a listener to the signal.
    setMaxListeners(0, this.stopping.signal);
    this.runner = new JobRunner(options, this.stopping.signal);
  }

  async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    const body = await readBody(request);
    const refuse = (status: number, error: string) => sendJson(response, status, { error, status });
    if (request.method === "GET" && pathname === "/stats") {
      return sendJson(response, 200, { jobRuns: this.runner.runs });
    }
    if (request.method !== "POST") return refuse(404, "Not found.");

    const [, jobToRun] = /^\/run\/([\w-]+)$/.exec(pathname) ?? [];
    if (pathname === "/fn/register" || jobToRun) {
      if (request.headers.authorization !== bearer(this.options.signingKey))
        return refuse(401, "Invalid signing key.");
      if (jobToRun) return this.runNow(jobToRun, response);
      this.register((JSON.parse(body) as { functions: JobFunction[] }).functions);
      return sendJson(response, 200, { ok: true, modified: true });
    }
    if (pathname === `/e/${this.options.eventKey}`) {
      const seed = String(request.headers["x-inngest-event-id-seed"] ?? randomUUID());
      return sendJson(response, 200, { ids: this.receive(body, seed), status: 200 });
    }
    return pathname.startsWith("/e/") ? refuse(401, "Invalid event key.") : refuse(404, "Not found.");
  }

  /** Asks the app to register its functions until it does, then at intervals in case the app was restarted. */
  async keepRegistered(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const answer = await fetch(`${this.options.appUrl}/api/inngest`, { method: "PUT", signal }).catch(
        () => undefined,
      );
      await wait(answer?.ok ? REFRESH_INTERVAL_MS : REGISTER_INTERVAL_MS, undefined, { signal }).catch(
        () => undefined,
      );
    }
  }

  stop() {
    this.stopping.abort();
    for (const cron of this.crons) cron.stop();
  }

  private register(functions: JobFunction[]) {
    this.functions = functions;
    const registration = JSON.stringify(functions);
    if (registration === this.registration) return;
    this.registration = registration;
    for (const cron of this.crons) cron.stop();
    this.crons = functions.flatMap((job) =>
      job.triggers.flatMap(({ cron }) =>
        cron ? [new Cron(cron, () => void this.start(job, "inngest/scheduled.timer", { cron }))] : [],
      ),
    );
  }

  /** Starts the functions that listen for the events. Ignores repeated event IDs and the SDK's own retries. */
  private receive(body: string, seed: string): string[] {
    const known = this.acceptedSeeds.get(seed);
    if (known) return known;
    const events = (JSON.parse(body) as Partial<JobEvent>[]).map(
      ({ id, name = "", data = {}, ts = Date.now() }) => ({
        id: id || randomUUID(),
        name,
        data,
        ts,
      }),
    );
    for (const event of events) {
      if (this.isDuplicate(event.id)) continue;
      for (const job of this.functions) {
        if (job.triggers.some((trigger) => trigger.event === event.name)) void this.runner.run(job, event);
      }
    }
    const ids = events.map(({ id }) => id);
    this.acceptedSeeds.set(seed, ids);
    return ids;
  }

  private isDuplicate(id: string): boolean {
    const now = Date.now();
    const isKnown = (this.seenEvents.get(id) ?? 0) > now - EVENT_ID_LIFETIME_MS;
    if (!isKnown) this.seenEvents.set(id, now);
    return isKnown;
  }

  /** Runs a scheduled function at once, for tests. Responds when the run has ended. */
  private async runNow(id: string, response: ServerResponse) {
    const job = this.functions.find((one) => one.id === id);
    const cron = job?.triggers.find((trigger) => trigger.cron)?.cron;
    if (!job || !cron) return sendJson(response, 404, { error: "No such scheduled function.", status: 404 });
    sendJson(response, 200, await this.start(job, "inngest/scheduled.timer", { cron }));
  }

  private start(job: JobFunction, name: string, data: Record<string, unknown>) {
    return this.runner.run(job, { id: randomUUID(), name, data, ts: Date.now() });
  }
}
