import { rmSync } from "node:fs";
import path from "node:path";
import nextEnv from "@next/env";
import { DATA_FILES, dataFolder, runningDatabaseUrl } from "./services";

nextEnv.loadEnvConfig(process.cwd(), true, { info: () => {}, error: console.error });
if (await runningDatabaseUrl(process.env)) {
  console.error("The app is running. Stop it first.");
  process.exit(1);
}
// Deletes only what the stand-ins wrote: DATA_DIR may be a folder that contains other files.
for (const name of DATA_FILES)
  rmSync(path.join(dataFolder(process.env), name), { recursive: true, force: true });
console.log("Local data deleted (accounts, emails, secrets).");
