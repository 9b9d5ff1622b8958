import { type ChildProcess, spawn } from "node:child_process";
import { createServer } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import nextEnv from "@next/env";
import { applyMigrations } from "../../prisma/apply-migrations";
import { PortTakenError } from "./http";
import { FolderTakenError, type LocalServices, startLocalServices } from "./services";

const DEFAULT_PORT = 3000;
const DEFAULT_ADMIN_EMAIL = "admin@example.com";
const READY_TIMEOUT_MS = 120_000;
const POLL_MS = 150;

/**
 * Runs the app with stand-ins for all that is not set: `dev` with Next's development server,
 * `preview` with the production build. Ends, with everything it started, on Ctrl-C or SIGTERM.
 */
async function run(mode: "dev" | "preview") {
  const variables = process.env as Record<string, string | undefined>;
  if (mode === "preview") variables.NODE_ENV = "production";
  nextEnv.loadEnvConfig(process.cwd(), mode === "dev", { info: () => {}, error: console.error });
  await requireFreePort(Number(variables.PORT || DEFAULT_PORT), "PORT");
  const services = await startLocalServices(process.env);
  Object.assign(variables, services.variables);
  // A production build insists on https, which nobody has on their own machine.
  if (mode === "preview") variables.ALLOW_HTTP_LOCALHOST ??= "true";

  await applyMigrations(String(variables.DATABASE_URL));
  const next = spawn(
    process.execPath,
    ["node_modules/next/dist/bin/next", mode === "dev" ? "dev" : "start", "-p", String(variables.PORT)],
    { stdio: ["ignore", "inherit", "inherit"], env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1" } },
  );
  const stop = endTogether(next, services);
  const admin = await makeAdmin();
  await untilReady(next);
  console.log(banner(services, admin));
  await stop;
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

async function makeAdmin() {
  // Read when the settings are there.
  const { createAdmin } = await import("../admin/create-admin");
  const email = process.env.ADMIN_EMAIL || DEFAULT_ADMIN_EMAIL;
  const password = String(process.env.ADMIN_PASSWORD);
  const result = await createAdmin({ username: "admin", email, password });
  if (!result.ok) throw new Error(`ADMIN_EMAIL or ADMIN_PASSWORD: ${JSON.stringify(result.failure)}`);
  return { email, password };
}

async function untilReady(next: ChildProcess) {
  const end = Date.now() + READY_TIMEOUT_MS;
  while (Date.now() < end && next.exitCode === null) {
    const answer = await fetch(`http://127.0.0.1:${process.env.PORT}/api/health`).catch(() => undefined);
    if (answer?.ok) return;
    await wait(POLL_MS);
  }
}

function banner({ isMailboxLocal }: LocalServices, admin: { email: string; password: string }): string {
  const { APP_URL, MAILBOX_PORT } = process.env;
  return `
  Real MFA is ready.

    App      ${APP_URL}
${isMailboxLocal ? `    Mailbox  http://localhost:${MAILBOX_PORT}\n` : ""}    Admin    ${APP_URL}/admin/users
             log in with ${admin.email} and ${admin.password}

  Ctrl-C ends everything; npm run dev:reset forgets what was kept.
`;
}

run(process.argv[2] === "preview" ? "preview" : "dev").catch((error: unknown) => {
  const isExpected = error instanceof PortTakenError || error instanceof FolderTakenError;
  console.error(isExpected ? `\n${error.message}\n` : error);
  process.exit(1);
});
