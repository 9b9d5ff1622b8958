import { randomUUID } from "node:crypto";
import { setMaxListeners } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { setTimeout as wait } from "node:timers/promises";
import { Cron } from "croner";
import { type LocalServer, readBody, sendJson, serveLocally } from "./http";
import { JobRunner } from "./job-runner";
import { bearer, type JobEvent, type JobFunction } from "./jobs-protocol";

type Options = { appUrl: string; eventKey: string; signingKey: string; port?: number };

const REGISTER_EVERY_MS = 500;
const REFRESH_EVERY_MS = 30_000;
const ID_LIFETIME_MS = 24 * 60 * 60 * 1000;

/**
 * The job engine: takes the functions that the app registers, and runs them on events and on
 * schedule, over the protocol that Inngest's SDK speaks. https://github.com/inngest/inngest/blob/main/docs/SDK_SPEC.md
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
  private registered = "";
  private readonly seen = new Map<string, number>();
  private readonly answered = new Map<string, string[]>();
  private readonly stopping = new AbortController();
  private readonly runner: JobRunner;

  constructor(private readonly options: Options) {
    // Every call of the app listens to it.
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
    if (request.method !== "POST") return refuse(404, "There is nothing here.");

    if (pathname === "/fn/register") {
      if (request.headers.authorization !== bearer(this.options.signingKey))
        return refuse(401, "Wrong signing key.");
      this.register((JSON.parse(body) as { functions: JobFunction[] }).functions);
      return sendJson(response, 200, { ok: true, modified: true });
    }
    if (pathname === `/e/${this.options.eventKey}`) {
      const seed = String(request.headers["x-inngest-event-id-seed"] ?? randomUUID());
      return sendJson(response, 200, { ids: this.receive(body, seed), status: 200 });
    }
    return pathname.startsWith("/e/")
      ? refuse(401, "Wrong event key.")
      : refuse(404, "There is nothing here.");
  }

  /** Asks the app for its functions until it answers, and now and then again, as it may have been restarted. */
  async keepRegistered(): Promise<void> {
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const answer = await fetch(`${this.options.appUrl}/api/inngest`, { method: "PUT", signal }).catch(
        () => undefined,
      );
      await wait(answer?.ok ? REFRESH_EVERY_MS : REGISTER_EVERY_MS, undefined, { signal }).catch(
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
    const now = JSON.stringify(functions);
    if (now === this.registered) return;
    this.registered = now;
    for (const cron of this.crons) cron.stop();
    this.crons = functions.flatMap((job) =>
      job.triggers.flatMap(({ cron }) =>
        cron ? [new Cron(cron, () => void this.start(job, "inngest/scheduled.timer", { cron }))] : [],
      ),
    );
  }

  /** Keeps the promise that an event id counts once, and that the SDK's own repetition of a sending is none. */
  private receive(body: string, seed: string): string[] {
    const known = this.answered.get(seed);
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
      if (this.isRepeated(event.id)) continue;
      for (const job of this.functions) {
        if (job.triggers.some((trigger) => trigger.event === event.name)) void this.runner.run(job, event);
      }
    }
    const ids = events.map(({ id }) => id);
    this.answered.set(seed, ids);
    return ids;
  }

  private isRepeated(id: string): boolean {
    const now = Date.now();
    const isKnown = (this.seen.get(id) ?? 0) > now - ID_LIFETIME_MS;
    if (!isKnown) this.seen.set(id, now);
    return isKnown;
  }

  private start(job: JobFunction, name: string, data: Record<string, unknown>) {
    return this.runner.run(job, { id: randomUUID(), name, data, ts: Date.now() });
  }
}
