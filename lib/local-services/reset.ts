import { rmSync } from "node:fs";
import nextEnv from "@next/env";
import { dataFolder, runningDatabaseUrl } from "./services";

nextEnv.loadEnvConfig(process.cwd(), true, { info: () => {}, error: console.error });
if (runningDatabaseUrl(process.env)) {
  console.error("Stop the running app first.");
  process.exit(1);
}
rmSync(dataFolder(process.env), { recursive: true, force: true });
console.log("Forgotten: accounts, mails and secrets of this machine.");
