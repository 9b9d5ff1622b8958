import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { startJobs } from "@/lib/local-services/jobs";
import { startMailbox } from "@/lib/local-services/mailbox";
import { nextArguments } from "@/lib/local-services/next-process";
import { startRedis } from "@/lib/local-services/redis";
import { startTestDatabase } from "@/lib/testing/test-services";
import { applyMigrations } from "@/prisma/apply-migrations";
import { FaultProxy, type Watch } from "./fault-proxy";

/** The services, and the connection on which the job engine calls the app. */
export const SERVICES = ["database", "redis", "jobs", "engineCalls", "mailbox"] as const;
export type Service = (typeof SERVICES)[number];

const KEYS = { eventKey: "key", signingKey: `signkey-test-${"cd".repeat(32)}` };
const WEBHOOK_SECRET = "whsec_YSBzZWNyZXQgZm9yIHRlc3Rz";
const READY_TIMEOUT_MS = 120_000;
// Resend retries a webhook after 5 seconds, then after 5 minutes, which is too long for a test.
const WEBHOOK_DELAYS_MS = [0, ...Array<number>(60).fill(2_000)];

type Options = {
  /** The URL at which the job engine and the email provider reach the app, and which its links use. */
  appUrl: string;
  /** Observes what the app sends to the database. */
  watchSql?: Watch;
  /** Leaves out the proxies and the provider's webhooks, which take time. */
  isDirect?: boolean;
};

/**
 * Starts a set of services, each behind a proxy that can inject faults, for any number of instances of the production
 * build. Uses stand-ins, or the real servers of TEST_DATABASE_URL and TEST_REDIS_URL.
 */
export async function startStack({ appUrl, watchSql, isDirect }: Options) {
  const folder = mkdtempSync(path.join(tmpdir(), "real-mfa-stack-"));
  const engineCalls = await FaultProxy.start(appUrl);
  const jobSettings = { appUrl: isDirect ? appUrl : engineCalls.through(appUrl), ...KEYS };
  const servers = {
    database: await startTestDatabase(),
    redis: await startRedis({ token: "token", redisUrl: process.env.TEST_REDIS_URL }),
    jobs: await startJobs(jobSettings),
    mailbox: await startMailbox({
      file: path.join(folder, "mailbox.jsonl"),
      port: 0,
      webhook: isDirect
        ? undefined
        : { url: `${appUrl}/api/webhooks/resend`, secret: WEBHOOK_SECRET, waitsMs: WEBHOOK_DELAYS_MS },
    }),
  };
  await applyMigrations(servers.database.url);
  const proxies = {
    database: await FaultProxy.start(servers.database.url, watchSql),
    redis: await FaultProxy.start(servers.redis.url),
    jobs: await FaultProxy.start(servers.jobs.url),
    engineCalls,
    mailbox: await FaultProxy.start(servers.mailbox.url),
  };
  const urlOf = (service: keyof typeof servers) =>
    isDirect ? servers[service].url : proxies[service].through(servers[service].url);
  const settings = {
    NODE_ENV: "production",
    APP_URL: appUrl,
    ALLOW_HTTP_LOCALHOST: "true",
    DATABASE_URL: urlOf("database"),
    UPSTASH_REDIS_REST_URL: urlOf("redis"),
    UPSTASH_REDIS_REST_TOKEN: "token",
    INNGEST_BASE_URL: urlOf("jobs"),
    INNGEST_EVENT_KEY: KEYS.eventKey,
    INNGEST_SIGNING_KEY: KEYS.signingKey,
    RESEND_BASE_URL: urlOf("mailbox"),
    RESEND_API_KEY: "re_test",
    RESEND_WEBHOOK_SECRET: WEBHOOK_SECRET,
    MAIL_FROM: "Real MFA <noreply@realmfa.com>",
    PASSWORD_PEPPER: "p".repeat(32),
    // Each simulated user has its own IP address, so that the rate limits can stay as they are.
    TRUSTED_PROXIES: "1",
    LOG_LEVEL: "error",
  };
  return {
    proxies,
    settings,
    /** The services themselves, without their proxies. */
    databaseUrl: servers.database.url,
    mailboxUrl: servers.mailbox.url,
    jobsUrl: servers.jobs.url,
    redisUrl: servers.redis.url,
    /** Starts an instance of the app. */
    startApp: (port: number, variables: Record<string, string> = {}) =>
      startApp(port, { ...settings, ...variables }),
    /** Restarts the job engine at the same URL. Its state, such as queued runs, is lost. */
    restartJobs: async () => {
      const port = Number(new URL(servers.jobs.url).port);
      await servers.jobs.close();
      servers.jobs = await startJobs({ ...jobSettings, port });
    },
    /** Returns how many requests to the email provider have met an outage. */
    countMailFaults: async (): Promise<number> =>
      ((await (await fetch(`${servers.mailbox.url}/stats`)).json()) as { faultsGiven: number }).faultsGiven,
    setMailFaults: async (faults: object) => {
      await fetch(`${servers.mailbox.url}/faults`, { method: "PUT", body: JSON.stringify(faults) });
    },
    close: async () => {
      for (const proxy of Object.values(proxies)) await proxy.close();
      for (const name of ["jobs", "mailbox", "redis", "database"] as const) await servers[name].close();
    },
  };
}

export type Stack = Awaited<ReturnType<typeof startStack>>;

/** A running instance of the app. */
export type App = {
  url: string;
  process: ChildProcess;
  /** Sends the signal and waits until the process has ended. */
  end: (signal: "SIGTERM" | "SIGKILL") => Promise<void>;
};

const running = new Set<ChildProcess>();
// Also after an error that nobody caught: an app that outlives its test would keep its port and the pipe of its output.
process.on("exit", () => {
  for (const child of running) child.kill("SIGKILL");
});

/** Runs `next start` in a folder that contains a build, and returns once it responds. */
export async function startApp(
  port: number,
  variables: Record<string, string>,
  folder = ".",
  healthPath = "/api/health",
): Promise<App> {
  const child = spawn(process.execPath, nextArguments("start", port), {
    cwd: folder,
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, ...variables, PORT: String(port) },
  });
  running.add(child);
  child.once("exit", () => running.delete(child));
  const app: App = {
    url: `http://localhost:${port}`,
    process: child,
    end: async (signal) => {
      if (hasEnded(child)) return;
      const ended = once(child, "exit");
      child.kill(signal);
      await ended;
    },
  };
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (Date.now() < deadline && !hasEnded(child)) {
    // Any response will do: while its database is down, the app runs without being ready.
    const response = await fetch(app.url + healthPath).catch(() => undefined);
    if (response) return app;
    await wait(50);
  }
  // Chaos tests start instances that a fail point kills before they are ready.
  if (child.signalCode === "SIGKILL") return app;
  await app.end("SIGKILL");
  throw new Error(`The app on port ${port} did not start.`);
}

export function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}
