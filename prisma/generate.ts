import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const schemaFile = fileURLToPath(new URL("schema.prisma", import.meta.url));
const hashFile = fileURLToPath(new URL("../lib/generated/prisma/.schema-hash", import.meta.url));
const packageFile = fileURLToPath(new URL("../node_modules/prisma/package.json", import.meta.url));
const hash = createHash("sha256")
  .update(readFileSync(schemaFile))
  .update(readFileSync(packageFile))
  .digest("hex");

// Generating the client takes seconds, so it is only done after the schema or the version of Prisma has changed.
if (!existsSync(hashFile) || readFileSync(hashFile, "utf8") !== hash) {
  const { status, stderr } = spawnSync("npx", ["--no-install", "prisma", "generate"], {
    stdio: ["ignore", "ignore", "pipe"],
    env: {
      ...process.env,
      // Without this, Prisma's CLI downloads a schema engine that `generate` does not use. Any executable will do.
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      CHECKPOINT_DISABLE: "1",
    },
  });
  if (status !== 0) {
    console.error(String(stderr));
    process.exit(1);
  }
  writeFileSync(hashFile, hash);
}
