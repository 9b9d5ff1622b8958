import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { startDatabase } from "@/lib/local-services/database";
import type { LocalServer } from "@/lib/local-services/http";
import { startMailbox } from "@/lib/local-services/mailbox";
import type { Message } from "@/lib/local-services/mailbox-store";
import { startRedis } from "@/lib/local-services/redis";
import { applyMigrations } from "@/prisma/apply-migrations";
import { setTestSettings } from "./test-settings";

/** The services of one test file. Test files share none of them. */
export type TestServices = {
  redis: LocalServer;
  /** Returns the emails sent to an address, newest first. */
  mailsTo: (address: string) => Promise<Message[]>;
  /** Makes the email provider misbehave. See `PUT /faults` in lib/local-services/README.md. */
  setFaults: (faults: object) => Promise<void>;
  close: () => Promise<void>;
};

const REDIS_TOKEN = "test";

/**
 * Starts a database, Redis and an email provider, and points `process.env` at them. They are stand-ins,
 * except where TEST_DATABASE_URL or TEST_REDIS_URL names a real server.
 *
 * @param overrides as for {@link setTestSettings}
 */
export async function startTestServices(overrides: Record<string, string> = {}): Promise<TestServices> {
  const folder = mkdtempSync(path.join(tmpdir(), "real-mfa-"));
  const database = await startMigratedDatabase();
  const redis = await startRedis({ token: REDIS_TOKEN, redisUrl: process.env.TEST_REDIS_URL });
  const mailbox = await startMailbox({ file: path.join(folder, "mailbox.jsonl"), port: 0 });
  const setFaults = async (faults: object) => {
    await fetch(`${mailbox.url}/faults`, { method: "PUT", body: JSON.stringify(faults) });
  };
  await setFaults({ requestsPerSecond: 100 });
  setTestSettings({
    DATABASE_URL: database.url,
    UPSTASH_REDIS_REST_URL: redis.url,
    UPSTASH_REDIS_REST_TOKEN: REDIS_TOKEN,
    RESEND_BASE_URL: mailbox.url,
    ...overrides,
  });
  return {
    redis,
    mailsTo: async (address) => {
      const response = await fetch(`${mailbox.url}/messages?to=${encodeURIComponent(address)}`);
      return (await response.json()) as Message[];
    },
    setFaults,
    close: async () => {
      const { db } = await import("@/lib/database/client");
      await db().$disconnect();
      await mailbox.close();
      await redis.close().catch(() => undefined);
      await database.close();
    },
  };
}

/** Starts a stand-in with an empty database, or creates a database on the server of TEST_DATABASE_URL. */
export function startTestDatabase(): Promise<LocalServer> {
  const server = process.env.TEST_DATABASE_URL;
  return server ? createDatabase(server) : startDatabase();
}

/** Copies the template of lib/testing/database-template.ts. Without it, outside of vitest, applies the migrations. */
async function startMigratedDatabase(): Promise<LocalServer> {
  const { TEST_DATABASE_URL: server, TEST_DATABASE_TEMPLATE: template } = process.env;
  if (template && server) return createDatabase(server, `TEMPLATE ${template}`);
  if (template) return startDatabase(undefined, 0, new Blob([readFileSync(template)]));
  const database = await startTestDatabase();
  await applyMigrations(database.url);
  return database;
}

async function createDatabase(server: string, source = ""): Promise<LocalServer> {
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(`CREATE DATABASE ${name} ${source}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    close: async () => {
      await client.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await client.end();
    },
  };
}
