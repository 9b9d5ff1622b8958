import { EnvError, env } from "./env";

/** Refuses to start with settings that are missing or wrong, and says what to set. */
export function checkEnv(): void {
  try {
    env();
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    console.error(`\n${error.message}\n`);
    process.exit(1);
  }
}
