import { type ChildProcess, execFileSync, fork } from "node:child_process";
import { cpSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { type App, startApp } from "@/e2e/stack";
import { send } from "./client";

const PORT = 4390;
const PROBE_PORT = 4391;
const EMPTY_APP_PORT = 4392;
const APP_URL = `http://localhost:${PORT}`;

/** What the app has used since the start of the services. */
export type Counts = Record<
  "mails" | "providerRequests" | "jobRuns" | "redisCommands" | "sqlRoundTrips",
  number
>;

/** The number of addresses that received exactly one email, and of those that received more. */
export type EmailsPerAddress = { one: number; other: number };

export type Services = {
  settings: Record<string, string>;
  databaseUrl: string;
  counts: () => Promise<Counts>;
  emailsPerAddress: () => Promise<EmailsPerAddress>;
  stop: () => void;
};

type Options = {
  variables?: Record<string, string>;
  /** Whether to count what the app uses, by proxies that take time. */
  isCounted?: boolean;
};

/** Runs a scenario with its own services and its own instance of the app. */
export async function withApp(
  { variables = {}, isCounted = false }: Options,
  scenario: (app: App, services: Services) => Promise<void>,
) {
  const services = await startServices(isCounted);
  const probeFile = JSON.stringify(new URL("probe.mjs", import.meta.url).href);
  const app = await startApp(PORT, {
    ...services.settings,
    // As in production, so that the time of logging counts. The output itself is discarded.
    LOG_LEVEL: "info",
    ...variables,
    PROBE_PORT: String(PROBE_PORT),
    NODE_OPTIONS: `--import ${probeFile}`,
  });
  try {
    await scenario(app, services);
  } finally {
    await app.end("SIGTERM");
    services.stop();
  }
}

/** Marks the email addresses of all users as verified. */
export async function verifyEmails(databaseUrl: string): Promise<void> {
  const database = new pg.Client({ connectionString: databaseUrl });
  await database.connect();
  await database.query("UPDATE users SET email_verified = true");
  await database.end();
}

async function startServices(isCounted: boolean): Promise<Services> {
  const child = fork(new URL("services.ts", import.meta.url), [APP_URL, isCounted ? "counted" : ""], {
    execArgv: ["--import", "tsx"],
  });
  const { settings, databaseUrl } = await nextMessage<Pick<Services, "settings" | "databaseUrl">>(child);
  return {
    settings,
    databaseUrl,
    counts: async () => {
      child.send("counts");
      return (await nextMessage<{ counts: Counts }>(child)).counts;
    },
    emailsPerAddress: async () => {
      child.send("emailsPerAddress");
      return (await nextMessage<{ emailsPerAddress: EmailsPerAddress }>(child)).emailsPerAddress;
    },
    stop: () => child.send("stop"),
  };
}

function nextMessage<Message>(child: ChildProcess): Promise<Message> {
  return new Promise((resolve, reject) => {
    const onExit = () => reject(new Error("The process of the services has ended."));
    child.once("exit", onExit);
    child.once("message", (message) => {
      child.off("exit", onExit);
      resolve(message as Message);
    });
  });
}

type Probe = { longestGapMs: number; rssMb: number; hashes: number };

/** Reads what `probe.mjs` has measured in the app since the last call. `/memory` collects garbage first. */
export async function readProbe(path: "/gap" | "/memory"): Promise<Probe> {
  const { text } = await send(`http://127.0.0.1:${PROBE_PORT}${path}`);
  return JSON.parse(text) as Probe;
}

/** Builds and starts the reference: a Next.js app that does nothing. */
export function startEmptyApp(): Promise<App> {
  return startApp(EMPTY_APP_PORT, { NODE_ENV: "production" }, buildEmptyApp(), "/");
}

/** Builds the empty app outside of this project, whose configuration Next would otherwise find and use. */
function buildEmptyApp(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "real-mfa-empty-app-"));
  cpSync("e2e/bench/empty-app", folder, { recursive: true });
  symlinkSync(path.resolve("node_modules"), path.join(folder, "node_modules"));
  const { root } = path.parse(folder);
  writeFileSync(path.join(folder, "next.config.mjs"), `export default { turbopack: { root: "${root}" } };`);
  const next = path.resolve("node_modules/next/dist/bin/next");
  execFileSync(process.execPath, [next, "build"], { cwd: folder, stdio: ["ignore", "ignore", "inherit"] });
  return folder;
}
