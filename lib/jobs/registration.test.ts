import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { NextRequest } from "next/server";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { CLIENT_IP_HEADER } from "@/lib/http/incoming-requests";
import { recordLog } from "@/lib/testing/logged-lines";
import { startTestEngine, type TestEngine } from "@/lib/testing/test-engine";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { areJobsRegistered, registerJobs } from "./registration";

const FIRST_DELAY_MS = 10;
let services: TestServices;
let engine: TestEngine;
/** Serves the app's endpoint on the port of the settings. */
let app: Server;
let isAppBroken = false;

beforeAll(async () => {
  app = createServer(async (request, response) => {
    if (isAppBroken) return void response.writeHead(500).end("not yet");
    const { PUT } = await import("@/app/api/inngest/route");
    const headers = { [CLIENT_IP_HEADER]: "127.0.0.1" };
    const url = `http://localhost${request.url}`;
    const answer = await PUT(new NextRequest(url, { method: "PUT", headers }), {
      params: Promise.resolve({}),
    });
    response.writeHead(answer.status).end(await answer.text());
  });
  await new Promise<void>((resolve) => app.listen(0, "127.0.0.1", resolve));
  engine = await startTestEngine();
  const port = String((app.address() as AddressInfo).port);
  services = await startTestServices({ ...engine.settings, PORT: port });
  return async () => {
    app.close();
    await engine.close();
    await services.close();
  };
});
afterEach(() => vi.restoreAllMocks());

/** The state of the job engine as `/api/health` reports it. It is checked at most once a second. */
async function jobsState() {
  const { health } = await import("@/lib/api/health");
  return (await health()).dependencies.jobs;
}

describe("registerJobs", () => {
  it("repeats until the engine has accepted the jobs, and logs each failure and the success", async () => {
    const failures = recordLog("warn", /^job/);
    const successes = recordLog("info", /^job/);
    isAppBroken = true;
    expect(areJobsRegistered()).toBe(false);
    expect(await jobsState()).toBe("unregistered");
    const registered = registerJobs(FIRST_DELAY_MS);
    await expect.poll(() => failures().length).toBeGreaterThan(1);
    expect(failures()[0]).toEqual({ event: "job_registration_failed", error: "500 not yet" });
    expect(successes()).toEqual([]);
    isAppBroken = false;
    await registered;
    expect(successes()).toEqual([{ event: "jobs_registered" }]);
    expect(areJobsRegistered()).toBe(true);
    await expect.poll(jobsState).toBe("up");
  });

  it("asks no more once the jobs are registered", async () => {
    isAppBroken = true;
    await registerJobs(FIRST_DELAY_MS);
  });
});

it("tells an engine that is not reachable from one that does not know the jobs", async () => {
  await engine.close();
  await expect.poll(jobsState).toBe("down");
});
