import path from "node:path";
import nextEnv from "@next/env";
import { applyMigrations } from "@/prisma/apply-migrations";
import { startDatabase } from "./database";
import { dataFolder, localSecrets, runningDatabaseUrl } from "./services";

/**
 * Prepares `process.env` for a command that needs only the database. It uses DATABASE_URL if that is set,
 * else the database of a running `dev` or `preview`, else a stand-in that it starts.
 *
 * @returns a function that stops the stand-in, if one was started
 */
export async function prepareCommandEnvironment(): Promise<() => Promise<void>> {
  nextEnv.loadEnvConfig(process.cwd(), process.env.NODE_ENV !== "production", {
    info: () => {},
    error: console.error,
  });
  let close = async () => {};
  const folder = dataFolder(process.env);
  // Uses the same pepper as `dev` and `preview`. Passwords set by this command would not work there otherwise.
  if (process.env.NODE_ENV !== "production")
    process.env.PASSWORD_PEPPER ||= localSecrets(folder).PASSWORD_PEPPER;
  if (!process.env.DATABASE_URL) {
    const running = await runningDatabaseUrl(process.env);
    const database = running ? undefined : await startDatabase(path.join(folder, "database"));
    process.env.DATABASE_URL = running ?? database?.url;
    if (database) {
      close = database.close;
      await applyMigrations(database.url);
    }
  }
  // These settings are required but belong to services that the command does not use.
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
