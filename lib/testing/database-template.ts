import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { copyDatabase } from "@/lib/local-services/database";
import { applyMigrations } from "@/prisma/apply-migrations";
import { startTestDatabase } from "./test-services";

/**
 * Runs once before all tests, and returns what is to be done after them. Creates the database without rows that
 * `startTestServices` copies: each file of tests has a database of its own, and creating one took most of the time of a
 * short file. `TEST_DATABASE_TEMPLATE` is the path of a tar archive or, on a real server, the name of the database.
 */
export default async function createTemplate(): Promise<() => unknown> {
  if (process.env.TEST_DATABASE_URL) {
    const database = await startTestDatabase();
    await applyMigrations(database.url);
    process.env.TEST_DATABASE_TEMPLATE = new URL(database.url).pathname.slice(1);
    return database.close;
  }
  const folder = mkdtempSync(path.join(tmpdir(), "real-mfa-template-"));
  const file = path.join(folder, "database.tar");
  writeFileSync(file, Buffer.from(await (await copyDatabase(applyMigrations)).arrayBuffer()));
  process.env.TEST_DATABASE_TEMPLATE = file;
  return () => rmSync(folder, { recursive: true });
}
