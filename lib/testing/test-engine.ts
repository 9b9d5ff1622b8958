import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Inngest, InngestFunction } from "inngest";
import { serve } from "inngest/node";
import type { RunResult } from "@/lib/local-services/job-runner";
import { startJobs } from "@/lib/local-services/jobs";
import { bearer } from "@/lib/local-services/jobs-protocol";

const EVENT_KEY = "test";
/** In the form that a self-hosted Inngest server takes. */
const SIGNING_KEY = "ab".repeat(32);

/** The job engine's stand-in and an app that it calls. */
export type TestEngine = {
  /** The settings with which a client finds the engine. */
  settings: { INNGEST_BASE_URL: string; INNGEST_EVENT_KEY: string; INNGEST_SIGNING_KEY: string };
  /** Serves functions. Returns once the engine has registered them. */
  serve: (client: Inngest, functions: InngestFunction.Any[]) => Promise<void>;
  /** Runs a scheduled function at once and returns its result. */
  runNow: (id: string) => Promise<RunResult>;
  close: () => Promise<void>;
};

/** @param retryEarlyMs how early a retry comes; a random time up to a second if not given */
export async function startTestEngine(retryEarlyMs?: number): Promise<TestEngine> {
  let handler: ReturnType<typeof serve> | undefined;
  let registered: (() => void) | undefined;
  const app = createServer(async (request, response) => {
    // The engine asks again until it is told the functions.
    if (!handler) return void response.writeHead(503).end();
    await handler(request, response);
    if (request.method === "PUT" && response.statusCode === 200) registered?.();
  });
  await new Promise<void>((resolve) => app.listen(0, "127.0.0.1", resolve));
  const engine = await startJobs({
    appUrl: `http://127.0.0.1:${(app.address() as AddressInfo).port}`,
    eventKey: EVENT_KEY,
    signingKey: SIGNING_KEY,
    ...(retryEarlyMs !== undefined && { retryEarlyMs }),
  });
  return {
    settings: {
      INNGEST_BASE_URL: engine.url,
      INNGEST_EVENT_KEY: EVENT_KEY,
      INNGEST_SIGNING_KEY: SIGNING_KEY,
    },
    serve: (client, functions) =>
      new Promise<void>((resolve) => {
        registered = resolve;
        // The engine ignores the origin of the app's public URL.
        handler = serve({ client, functions, serveOrigin: "https://app.invalid" });
      }),
    runNow: async (id) => {
      const headers = { authorization: bearer(SIGNING_KEY) };
      const response = await fetch(`${engine.url}/run/${id}`, { method: "POST", headers });
      if (!response.ok) throw new Error(`${response.status} ${await response.text()}`);
      return (await response.json()) as RunResult;
    },
    close: async () => {
      await engine.close();
      app.closeAllConnections();
      app.close();
    },
  };
}
