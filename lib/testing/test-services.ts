import { randomUUID } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import pg from "pg";
import { startDatabase } from "@/lib/local-services/database";
import type { LocalServer } from "@/lib/local-services/http";
import { startMailbox } from "@/lib/local-services/mailbox";
import type { Message } from "@/lib/local-services/mailbox-store";
import { startRedis } from "@/lib/local-services/redis";
import { applyMigrations } from "@/prisma/apply-migrations";

/** The services of one test file, which no other file shares. */
export type TestServices = {
  redis: LocalServer;
  /** What the mailbox has for an address, newest first. */
  mailsTo: (address: string) => Promise<Message[]>;
  /** Has the mail provider behave otherwise; see `PUT /faults` of the mailbox. */
  setFaults: (faults: object) => Promise<void>;
  close: () => Promise<void>;
};

const REDIS_TOKEN = "test";

/**
 * Starts a database, a Redis and a mail provider, and sets `process.env` to them: stand-ins, or the
 * real servers behind TEST_DATABASE_URL and TEST_REDIS_URL.
 */
export async function startTestServices(variables: Record<string, string> = {}): Promise<TestServices> {
  const folder = mkdtempSync(path.join(tmpdir(), "real-mfa-"));
  const database = await startTestDatabase();
  const redis = await startRedis({ token: REDIS_TOKEN, redisUrl: process.env.TEST_REDIS_URL });
  const mailbox = await startMailbox({ file: path.join(folder, "mailbox.jsonl"), port: 0 });
  await applyMigrations(database.url);
  const setFaults = async (faults: object) => {
    await fetch(`${mailbox.url}/faults`, { method: "PUT", body: JSON.stringify(faults) });
  };
  await setFaults({ requestsPerSecond: 100 });
  Object.assign(process.env, {
    APP_URL: "http://localhost:3000",
    DATABASE_URL: database.url,
    UPSTASH_REDIS_REST_URL: redis.url,
    UPSTASH_REDIS_REST_TOKEN: REDIS_TOKEN,
    // A machine that is held up is no Redis that is away.
    REDIS_TIMEOUT_MS: "15000",
    INNGEST_BASE_URL: "http://127.0.0.1:9",
    INNGEST_EVENT_KEY: "test",
    INNGEST_SIGNING_KEY: `signkey-test-${"0".repeat(64)}`,
    RESEND_API_KEY: "re_test",
    RESEND_BASE_URL: mailbox.url,
    MAIL_FROM: "Real MFA <noreply@realmfa.com>",
    PASSWORD_PEPPER: "a pepper for tests, long enough for all",
    BCRYPT_COST: "10",
    ...variables,
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

/** An empty database of one's own: the stand-in, or one that is made behind TEST_DATABASE_URL. */
export async function startTestDatabase(): Promise<LocalServer> {
  const server = process.env.TEST_DATABASE_URL;
  if (!server) return startDatabase();
  const name = `test_${randomUUID().replaceAll("-", "")}`;
  const client = new pg.Client({ connectionString: server });
  await client.connect();
  await client.query(`CREATE DATABASE ${name}`);
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
