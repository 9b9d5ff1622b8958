import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const schema = fileURLToPath(new URL("schema.prisma", import.meta.url));
const stamp = fileURLToPath(new URL("../lib/generated/prisma/.made-from", import.meta.url));
const packageFile = fileURLToPath(new URL("../node_modules/prisma/package.json", import.meta.url));
const version = createHash("sha256")
  .update(readFileSync(schema))
  .update(readFileSync(packageFile))
  .digest("hex");

// Making the client takes seconds, so it is made when the schema or Prisma has changed.
if (!existsSync(stamp) || readFileSync(stamp, "utf8") !== version) {
  const { status, stderr } = spawnSync("npx", ["--no-install", "prisma", "generate"], {
    stdio: ["ignore", "ignore", "pipe"],
    env: {
      ...process.env,
      // Prisma's CLI would download a schema engine, which this command does not use. Any executable will do.
      PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
      CHECKPOINT_DISABLE: "1",
    },
  });
  if (status !== 0) {
    console.error(String(stderr));
    process.exit(1);
  }
  writeFileSync(stamp, version);
}
