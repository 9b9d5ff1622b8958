import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import nextEnv from "@next/env";
import { EnvError, env } from "@/lib/config/env";
import { formMessage } from "@/lib/messages/form-messages";
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

/** A problem that the user can fix. It is printed without a stack trace, unlike any other error. */
class SettingError extends Error {}

/**
 * Runs the app with a stand-in for each service that is not set: `dev` with Next's development server,
 * `preview` with the production build. Stops everything on Ctrl-C or SIGTERM.
 */
async function run(mode: "dev" | "preview") {
  const variables = process.env as Record<string, string | undefined>;
  if (mode === "preview") variables.NODE_ENV = "production";
  nextEnv.loadEnvConfig(process.cwd(), mode === "dev", { info: () => {}, error: console.error });
  const [port, mailboxPort] = [portOf("PORT", DEFAULT_PORT), portOf("MAILBOX_PORT", DEFAULT_MAILBOX_PORT)];
  if (port === mailboxPort) throw new SettingError("PORT and MAILBOX_PORT must be different.");
  await requireFreePort(port, "PORT");
  const services = await startLocalServices(process.env);
  Object.assign(variables, services.variables);
  // A production build requires https, which localhost rarely has.
  if (mode === "preview") variables.ALLOW_HTTP_LOCALHOST ??= "true";

  let next: ChildProcess | undefined;
  try {
    env();
    await applyMigrations(String(variables.DATABASE_URL));
    const admin = await ensureAdmin();
    next = startNext(mode);
    const stopped = stopTogether(next, services);
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

function portOf(variable: string, fallback: number): number {
  const port = Number(process.env[variable] || fallback);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new SettingError(`${variable}: Must be a port from 1 to 65535.`);
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

async function stopTogether(next: ChildProcess, services: LocalServices) {
  const exited = new Promise<number>((resolve) => next.once("exit", (code) => resolve(code ?? 0)));
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => next.kill("SIGTERM"));
  const code = await exited;
  await services.close();
  process.exit(code);
}

type Admin = { email: string; password: string; isPasswordKnown: boolean };

/** Creates the admin account if there is none yet. Falls back to another username if "admin" is taken. */
async function ensureAdmin(): Promise<Admin> {
  // Imported late because this module reads the settings, which are complete only now.
  const { createAdmin, hasPassword } = await import("@/lib/admin/create-admin");
  const email = process.env.ADMIN_EMAIL || DEFAULT_ADMIN_EMAIL;
  const password = String(process.env.ADMIN_PASSWORD);
  for (const username of ["admin", `admin_${randomUUID().slice(0, 8)}`]) {
    const result = await createAdmin({ username, email, password });
    if (result.ok) return { email, password, isPasswordKnown: await hasPassword(email, password) };
    const errors = result.failure.code === "invalid" ? result.failure.errors : {};
    if (messagesAt(errors, "username").length > 0) continue;
    const problems = [
      ...messagesAt(errors, "email").map((message) => `ADMIN_EMAIL: ${formMessage(message, "email")}`),
      ...messagesAt(errors, "password").map(
        (message) => `ADMIN_PASSWORD: ${formMessage(message, "password")}`,
      ),
    ];
    throw new SettingError(problems.join("\n"));
  }
  throw new SettingError("Could not find a free username for the admin.");
}

async function isReady(next: ChildProcess): Promise<boolean> {
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (Date.now() < deadline && next.exitCode === null && next.signalCode === null) {
    const response = await fetch(`http://127.0.0.1:${process.env.PORT}/api/health`).catch(() => undefined);
    if (response?.ok) return true;
    await wait(POLL_MS);
  }
  return false;
}

function banner({ isMailboxLocal }: LocalServices, { email, password, isPasswordKnown }: Admin): string {
  const { APP_URL, MAILBOX_PORT } = process.env;
  return `
  ${env().APP_NAME} is ready.

    App      ${APP_URL}
${isMailboxLocal ? `    Mailbox  http://localhost:${MAILBOX_PORT}\n` : ""}    Admin    ${APP_URL}/login?next=/admin
             Log in with ${email} and ${isPasswordKnown ? password : "the password it was created with"}

  Press Ctrl-C to stop. Run "npm run dev:reset" to delete local data.
`;
}

run(process.argv[2] === "preview" ? "preview" : "dev").catch((error: unknown) => {
  const expected = [PortTakenError, FolderTakenError, SettingError, EnvError];
  const isExpected = expected.some((kind) => error instanceof kind);
  console.error(isExpected ? `\n${(error as Error).message}\n` : error);
  process.exit(1);
});
