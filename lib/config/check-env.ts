import { EnvError, env } from "./env";

/** Exits with a list of problems if a setting is missing or invalid. */
export function checkEnv(): void {
  try {
    env();
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    console.error(`\n${error.message}\n`);
    process.exit(1);
  }
}
