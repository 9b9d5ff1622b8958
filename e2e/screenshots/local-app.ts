import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { ADMIN } from "../test-server";

const READY_TIMEOUT_MS = 180_000;

/** A running `preview` with an empty database of its own. */
export type LocalApp = { url: string; mailboxUrl: string; close: () => Promise<void> };

/** Starts the production build with stand-ins for all services, on free ports. */
export async function startLocalApp(): Promise<LocalApp> {
  if (!existsSync(".next/BUILD_ID")) throw new Error("Run `npm run build` first.");
  const folder = mkdtempSync(path.join(tmpdir(), "screenshots-"));
  const [port, mailboxPort] = [await freePort(), await freePort()];
  const child = spawn(process.execPath, ["--import", "tsx", "lib/local-services/run.ts", "preview"], {
    stdio: ["ignore", "ignore", "inherit"],
    env: {
      ...process.env,
      PORT: String(port),
      MAILBOX_PORT: String(mailboxPort),
      DATA_DIR: folder,
      ADMIN_EMAIL: ADMIN.email,
      ADMIN_PASSWORD: ADMIN.password,
      // Each person has an IP address of their own, so that no rate limit is met.
      TRUSTED_PROXIES: "1",
      BENCHMARK_BCRYPT_COST: "4",
      GALLERY: "true",
      LOG_LEVEL: "error",
    },
  });
  const ended = once(child, "exit");
  const app = {
    url: `http://localhost:${port}`,
    mailboxUrl: `http://localhost:${mailboxPort}`,
    close: async () => {
      child.kill("SIGTERM");
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
  const deadline = Date.now() + READY_TIMEOUT_MS;
  while (Date.now() < deadline && child.exitCode === null) {
    const response = await fetch(`${app.url}/api/health`).catch(() => undefined);
    if (response?.ok) return app;
    await wait(200);
  }
  await app.close();
  throw new Error("The app did not start.");
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === "string") throw new Error("There is no free port.");
  return address.port;
}
