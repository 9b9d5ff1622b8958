import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import nextEnv from "@next/env";
import { EnvError, env } from "@/lib/config/env";
import { messagesAt } from "@/lib/schemas/field-errors";
import { applyMigrations } from "@/prisma/apply-migrations";
import { PortTakenError } from "./http";
import { nextArguments } from "./next-process";
import {
  DEFAULT_MAILBOX_PORT,
  DEFAULT_PORT,
  FolderTakenError,
  type LocalServices,
  startLocalServices,
} from "./services";

const DEFAULT_ADMIN_EMAIL = "admin@example.com";
const READY_TIMEOUT_MS = 120_000;
const POLL_MS = 150;

/** What somebody can mend who reads the sentence; anything else is shown with all that is known of it. */
class SettingError extends Error {}

/**
 * Runs the app with stand-ins for all that is not set: `dev` with Next's development server,
 * `preview` with the production build. Ends, with everything it started, on Ctrl-C or SIGTERM.
 */
async function run(mode: "dev" | "preview") {
  const variables = process.env as Record<string, string | undefined>;
  if (mode === "preview") variables.NODE_ENV = "production";
  nextEnv.loadEnvConfig(process.cwd(), mode === "dev", { info: () => {}, error: console.error });
  const [port, mailboxPort] = [portOf("PORT", DEFAULT_PORT), portOf("MAILBOX_PORT", DEFAULT_MAILBOX_PORT)];
  if (port === mailboxPort) throw new SettingError("PORT and MAILBOX_PORT are the same. Change one of them.");
  await requireFreePort(port, "PORT");
  const services = await startLocalServices(process.env);
  Object.assign(variables, services.variables);
  // A production build insists on https, which nobody has on their own machine.
  if (mode === "preview") variables.ALLOW_HTTP_LOCALHOST ??= "true";

  let next: ChildProcess | undefined;
  try {
    env();
    await applyMigrations(String(variables.DATABASE_URL));
    const admin = await makeAdmin();
    next = startNext(mode);
    const stopped = endTogether(next, services);
    if (await isReady(next)) console.log(banner(services, admin));
    await stopped;
  } catch (error) {
    next?.kill("SIGTERM");
    await services.close();
    throw error;
  }
}

function startNext(mode: "dev" | "preview"): ChildProcess {
  const command = mode === "dev" ? "dev" : "start";
  return spawn(process.execPath, nextArguments(command, Number(process.env.PORT)), {
    stdio: ["ignore", "inherit", "inherit"],
  });
}

function portOf(variable: string, standard: number): number {
  const port = Number(process.env[variable] || standard);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new SettingError(`${variable}: Give a port, from 1 to 65535.`);
}

async function requireFreePort(port: number, variable: string) {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once("error", (error: NodeJS.ErrnoException) =>
      reject(error.code === "EADDRINUSE" ? new PortTakenError(port, variable) : error),
    );
    probe.listen(port, () => probe.close(() => resolve()));
  });
}

async function endTogether(next: ChildProcess, services: LocalServices) {
  const ended = new Promise<number>((resolve) => next.once("exit", (code) => resolve(code ?? 0)));
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => next.kill("SIGTERM"));
  const code = await ended;
  await services.close();
  process.exit(code);
}

type Admin = { email: string; password: string; isPasswordKnown: boolean };

/** Sees to it that there is an admin, under a username that is free. */
async function makeAdmin(): Promise<Admin> {
  // Read when the settings are there.
  const { createAdmin, hasPassword } = await import("@/lib/admin/create-admin");
  const email = process.env.ADMIN_EMAIL || DEFAULT_ADMIN_EMAIL;
  const password = String(process.env.ADMIN_PASSWORD);
  for (const username of ["admin", `admin_${randomUUID().slice(0, 8)}`]) {
    const result = await createAdmin({ username, email, password });
    if (result.ok) return { email, password, isPasswordKnown: await hasPassword(email, password) };
    const errors = result.failure.code === "invalid" ? result.failure.errors : {};
    if (messagesAt(errors, "username").length > 0) continue;
    const problems = [
      ...messagesAt(errors, "email").map((message) => `ADMIN_EMAIL: ${message}`),
      ...messagesAt(errors, "password").map((message) => `ADMIN_PASSWORD: ${message}`),
    ];
    throw new SettingError(problems.join("\n"));
  }
  throw new SettingError("No username is free for an admin.");
}

async function isReady(next: ChildProcess): Promise<boolean> {
  const end = Date.now() + READY_TIMEOUT_MS;
  while (Date.now() < end && next.exitCode === null && next.signalCode === null) {
    const answer = await fetch(`http://127.0.0.1:${process.env.PORT}/api/health`).catch(() => undefined);
    if (answer?.ok) return true;
    await wait(POLL_MS);
  }
  return false;
}

function banner({ isMailboxLocal }: LocalServices, { email, password, isPasswordKnown }: Admin): string {
  const { APP_URL, MAILBOX_PORT } = process.env;
  return `
  Real MFA is ready.

    App      ${APP_URL}
${isMailboxLocal ? `    Mailbox  http://localhost:${MAILBOX_PORT}\n` : ""}    Admin    ${APP_URL}/login?next=/admin/users
             log in with ${email} and ${isPasswordKnown ? password : "the password that it was made with"}

  Ctrl-C ends everything; npm run dev:reset forgets what was kept.
`;
}

run(process.argv[2] === "preview" ? "preview" : "dev").catch((error: unknown) => {
  const expected = [PortTakenError, FolderTakenError, SettingError, EnvError];
  const isExpected = expected.some((kind) => error instanceof kind);
  console.error(isExpected ? `\n${(error as Error).message}\n` : error);
  process.exit(1);
});
