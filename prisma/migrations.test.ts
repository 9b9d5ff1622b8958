import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import * as enums from "@/lib/generated/prisma/enums";
import * as namespace from "@/lib/generated/prisma/internal/prismaNamespace";
import { startTestDatabase } from "@/lib/testing/test-services";
import { applyMigrations } from "./apply-migrations";

// The migrations are SQL files; the client is made from schema.prisma. Neither knows of the other.

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

const inSnakeCase = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

const ENUM_OF_COLUMNS = "ScalarFieldEnum";

/** The fields of every model that are columns, by the model's name. */
const columnsOfModels = Object.entries(namespace)
  .filter(([name]) => name.endsWith(ENUM_OF_COLUMNS))
  .map(([name, fields]): [string, string[]] => [
    name.slice(0, -ENUM_OF_COLUMNS.length),
    Object.keys(fields).map(inSnakeCase).sort(),
  ]);

describe("the migrations make", () => {
  test.each(columnsOfModels)("the columns of %s", async (model, columns) => {
    const name = inSnakeCase(model).slice(1);
    const table = name.endsWith("s") ? `${name}es` : `${name}s`;
    const { rows } = await client.query<{ column_name: string }>(
      "SELECT column_name FROM information_schema.columns WHERE table_schema = 'public' AND table_name = $1",
      [table],
    );
    expect(rows.map(({ column_name }) => column_name).sort()).toEqual(columns);
  });

  test.each(Object.entries(enums))("the values of %s", async (name, values) => {
    const { rows } = await client.query<{ value: string }>(
      "SELECT enumlabel AS value FROM pg_enum JOIN pg_type ON pg_type.oid = enumtypid WHERE typname = $1",
      [name],
    );
    expect(rows.map(({ value }) => value).sort()).toEqual(Object.values(values).sort());
  });

  test("no other table", async () => {
    const { rows } = await client.query(
      "SELECT 1 FROM information_schema.tables WHERE table_schema = 'public' AND table_name <> '_prisma_migrations'",
    );
    expect(rows).toHaveLength(columnsOfModels.length);
  });
});
