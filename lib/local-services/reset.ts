import { rmSync } from "node:fs";
import path from "node:path";
import nextEnv from "@next/env";
import { dataFolder, KEPT_FILES, runningDatabaseUrl } from "./services";

nextEnv.loadEnvConfig(process.cwd(), true, { info: () => {}, error: console.error });
if (await runningDatabaseUrl(process.env)) {
  console.error("Stop the running app first.");
  process.exit(1);
}
// Only what the stand-ins made: DATA_DIR may name a folder in which there is more.
for (const name of KEPT_FILES)
  rmSync(path.join(dataFolder(process.env), name), { recursive: true, force: true });
console.log("Forgotten: accounts, mails and secrets of this machine.");
