import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { copyEmptyDatabase } from "@/lib/local-services/database";

/**
 * Runs once before all tests, and returns what is to be done after them. Creates the empty database that `startTestDatabase`
 * copies: each file of tests has a database of its own, and creating one took most of the time of a short file.
 */
export default async function createTemplate(): Promise<(() => void) | undefined> {
  if (process.env.TEST_DATABASE_URL) return undefined;
  const folder = mkdtempSync(path.join(tmpdir(), "real-mfa-template-"));
  const file = path.join(folder, "database.tar");
  writeFileSync(file, Buffer.from(await (await copyEmptyDatabase()).arrayBuffer()));
  process.env.TEST_DATABASE_TEMPLATE = file;
  return () => rmSync(folder, { recursive: true });
}
