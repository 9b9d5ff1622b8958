import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as enums from "@/lib/generated/prisma/enums";
import * as namespace from "@/lib/generated/prisma/internal/prismaNamespace";
import { startTestDatabase } from "@/lib/testing/test-services";
import { applyMigrations } from "./apply-migrations";

// The migrations are SQL files and the client is generated from schema.prisma. Nothing else checks that they match.

let database: Awaited<ReturnType<typeof startTestDatabase>>;
let client: pg.Client;

beforeAll(async () => {
  database = await startTestDatabase();
  await applyMigrations(database.url);
  client = new pg.Client({ connectionString: database.url });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.close();
});

const snakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const COLUMNS_ENUM_SUFFIX = "ScalarFieldEnum";

/** The names of all models, each with its columns. */
const columnsByModel = Object.entries(namespace)
  .filter(([name]) => name.endsWith(COLUMNS_ENUM_SUFFIX))
  .map(([name, fields]): [string, string[]] => [
    name.slice(0, -COLUMNS_ENUM_SUFFIX.length),
    Object.keys(fields).map(snakeCase).sort(),
  ]);

describe("migrations and schema.prisma", () => {
  test.each(columnsByModel)("have the same columns for %s", async (model, columns) => {
    const name = snakeCase(model).slice(1);
    const table = name.endsWith("s") ? `${name}es` : `${name}s`;
    const { rows } = await client.query<{ column_name: string }>(
      "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1",
      [table],
    );
    expect(rows.map(({ column_name }) => column_name).sort()).toEqual(columns);
  });

  test.each(Object.entries(enums))("have the same values for the enum %s", async (name, values) => {
    const { rows } = await client.query<{ value: string }>(
      "SELECT enumlabel AS value FROM pg_enum JOIN pg_type ON pg_type.oid = enumtypid WHERE typname = $1",
      [name],
    );
    expect(rows.map(({ value }) => value).sort()).toEqual(Object.values(values).sort());
  });

  test("have the same number of tables", async () => {
    const { rows } = await client.query(
      "SELECT 1 FROM information_schema.tables WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'",
    );
    expect(rows).toHaveLength(columnsByModel.length);
  });
});
