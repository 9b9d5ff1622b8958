import path from "node:path";
import nextEnv from "@next/env";
import { applyMigrations } from "@/prisma/apply-migrations";
import { startDatabase } from "./database";
import { dataFolder, keptSecrets, runningDatabaseUrl } from "./services";

/**
 * Prepares `process.env` for a command that needs the database alone: the one that is set, the one of
 * a running `dev` or `preview`, or else the stand-in's, for as long as the command runs.
 *
 * @returns what ends it
 */
export async function prepareCommandEnvironment(): Promise<() => Promise<void>> {
  nextEnv.loadEnvConfig(process.cwd(), process.env.NODE_ENV !== "production", {
    info: () => {},
    error: console.error,
  });
  let close = async () => {};
  const folder = dataFolder(process.env);
  // The same pepper that `dev` and `preview` use, or nobody could log in with what is made here.
  if (process.env.NODE_ENV !== "production")
    process.env.PASSWORD_PEPPER ||= keptSecrets(folder).PASSWORD_PEPPER;
  if (!process.env.DATABASE_URL) {
    const running = await runningDatabaseUrl(process.env);
    const database = running ? undefined : await startDatabase(path.join(folder, "database"));
    process.env.DATABASE_URL = running ?? database?.url;
    if (database) {
      close = database.close;
      await applyMigrations(database.url);
    }
  }
  // Settings of services that such a command never asks.
  process.env.APP_URL ||= "https://unused.invalid";
  process.env.MAIL_FROM ||= "unused@example.com";
  for (const unused of [
    "UPSTASH_REDIS_REST_TOKEN",
    "RESEND_API_KEY",
    "INNGEST_EVENT_KEY",
    "INNGEST_SIGNING_KEY",
  ]) {
    process.env[unused] ||= "unused";
  }
  process.env.UPSTASH_REDIS_REST_URL ||= "https://unused.invalid";
  return close;
}
