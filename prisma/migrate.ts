import { prepareCommandEnvironment } from "@/lib/local-services/command-environment";
import { applyMigrations } from "./apply-migrations";

const close = await prepareCommandEnvironment();
try {
  const applied = await applyMigrations(String(process.env.DATABASE_URL));
  console.log(applied.length > 0 ? `Applied migrations: ${applied.join(", ")}` : "No pending migrations.");
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await close();
}
