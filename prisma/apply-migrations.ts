import { createHash, randomUUID } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";

const MIGRATIONS = fileURLToPath(new URL("migrations", import.meta.url));
// The advisory lock of Prisma's CLI, so that the CLI and this function cannot run at the same time.
const PRISMA_LOCK_ID = 72707369;

// The table in which Prisma records migrations, so that `prisma migrate deploy` recognizes what was applied here.
const CREATE_TABLE = `
CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL,
  "checksum" VARCHAR(64) NOT NULL,
  "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT,
  "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`;

/**
 * Applies all pending migrations in one transaction. Equivalent to `prisma migrate deploy`, but without Prisma's CLI,
 * which would first download a schema engine.
 *
 * @returns the names of the applied migrations
 * @throws {Error} if a migration fails, or was modified after it was applied
 */
export async function applyMigrations(databaseUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query("BEGIN");
    await client.query("SELECT pg_advisory_xact_lock($1)", [PRISMA_LOCK_ID]);
    await client.query(CREATE_TABLE);
    const { rows } = await client.query<{
      migration_name: string;
      checksum: string;
      finished_at: Date | null;
    }>('SELECT migration_name, checksum, finished_at FROM "_prisma_migrations" WHERE rolled_back_at IS NULL');
    const unfinished = rows.find((row) => row.finished_at === null);
    if (unfinished)
      throw new Error(`The migration ${unfinished.migration_name} was started but did not finish.`);
    const appliedChecksums = new Map(rows.map((row) => [row.migration_name, row.checksum]));
    const applied: string[] = [];
    for (const { name, sql, checksum } of readMigrations()) {
      const appliedChecksum = appliedChecksums.get(name);
      if (appliedChecksum === checksum) continue;
      if (appliedChecksum) throw new Error(`The migration ${name} was modified after it was applied.`);
      await client.query(sql);
      await client.query(
        'INSERT INTO "_prisma_migrations" (id, checksum, migration_name, finished_at, applied_steps_count) VALUES ($1, $2, $3, now(), 1)',
        [randomUUID(), checksum, name],
      );
      applied.push(name);
    }
    await client.query("COMMIT");
    return applied;
  } finally {
    await client.end();
  }
}

function readMigrations() {
  const folders = readdirSync(MIGRATIONS, { withFileTypes: true }).filter((entry) => entry.isDirectory());
  return folders
    .map(({ name }) => name)
    .sort()
    .map((name) => {
      const sql = readFileSync(path.join(MIGRATIONS, name, "migration.sql"), "utf8");
      return { name, sql, checksum: createHash("sha256").update(sql).digest("hex") };
    });
}
