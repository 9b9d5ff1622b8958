import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { PrismaPg } from "@prisma/adapter-pg";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import * as engine from "@prisma/schema-engine-wasm/schema_engine_bg";

const SCHEMA_FILE = "schema.prisma";
const GLUE_MODULE = "./schema_engine_bg.js";

let loaded: Promise<void> | undefined;

/** Loads the schema engine. Its package expects a bundler that imports WebAssembly modules, so this does it by hand. */
async function loadEngine(): Promise<void> {
  const glue = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const bytes = readFileSync(glue.replace(/\.js$/, ".wasm"));
  const imports = Object.entries(engine).filter(([, value]) => typeof value === "function");
  const { instance } = await WebAssembly.instantiate(bytes, { [GLUE_MODULE]: Object.fromEntries(imports) });
  engine.__wbg_set_wasm(instance.exports);
  const { __wbindgen_start: start } = instance.exports;
  if (typeof start !== "function") throw new Error("The schema engine can't be started.");
  start();
}

/**
 * Returns the SQL with which Prisma creates the schema of schema.prisma in an empty database, as
 * `prisma migrate diff --from-empty --to-schema prisma/schema.prisma --script` does. That command would first download
 * a native schema engine; this is the same engine in WebAssembly.
 *
 * @param databaseUrl a database, from which the engine reads the version and nothing else
 */
export async function schemaSql(databaseUrl: string): Promise<string> {
  loaded ??= loadEngine();
  await loaded;
  const content = readFileSync(new URL(SCHEMA_FILE, import.meta.url), "utf8");
  const files = [{ path: SCHEMA_FILE, content }];
  const adapter = bindMigrationAwareSqlAdapterFactory(new PrismaPg({ connectionString: databaseUrl }));
  const schemaEngine = await engine.SchemaEngine.new(
    { datamodels: [[SCHEMA_FILE, content]] },
    () => undefined,
    adapter,
  );
  try {
    const { stdout } = await schemaEngine.diff({
      from: { tag: "empty" },
      to: { tag: "schemaDatamodel", files },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    if (!stdout) throw new Error("The schema engine returned no SQL.");
    return stdout;
  } finally {
    schemaEngine.free();
  }
}
