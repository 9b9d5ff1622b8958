import { randomUUID } from "node:crypto";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "@/lib/database/client";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newSubject } from "@/lib/testing/test-subject";
import { readCheckpoint, signCheckpoint, writeCheckpoint } from "./checkpoint";
import { endAuditRetention } from "./end-retention";
import { recordEvent } from "./record-event";
import { verifyAuditLog } from "./verify-log";

const DAY_MS = 24 * 60 * 60 * 1000;
let services: TestServices;
let client: pg.Client;
let subject: Awaited<ReturnType<typeof newSubject>>;

beforeAll(async () => {
  services = await startTestServices();
  client = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await services.close();
});

beforeEach(async () => {
  subject = await newSubject();
  for (const name of ["a", "b", "c"]) await record(name);
});

const actor = () => ({
  userId: subject.id,
  ipAddress: "192.0.2.1",
  userAgent: "Firefox",
  requestId: randomUUID(),
});
const record = (name: string) =>
  db().$transaction((transaction) =>
    recordEvent(transaction, actor(), "mfa_method_added", { method: "passkey", name }),
  );

/** What somebody does who controls the database. */
async function tamper(sql: string, values: unknown[] = []): Promise<void> {
  await client.query("BEGIN");
  await client.query("ALTER TABLE audit_events DISABLE TRIGGER ALL");
  await client.query(sql, values);
  await client.query("ALTER TABLE audit_events ENABLE TRIGGER ALL");
  await client.query("COMMIT");
}

/** Verifies the log and undoes what was done to it. */
async function findingsAfter(sql: string, values: unknown[] = [], tokens: string[] = []) {
  const kept = [];
  for (const table of ["audit_events", "audit_seals", "audit_chains", "audit_checkpoints"])
    kept.push({ table, rows: (await client.query(`SELECT to_jsonb(${table}) AS row FROM ${table}`)).rows });
  await tamper(sql, values);
  const { findings } = await verifyAuditLog(client, tokens);
  for (const { table, rows } of kept) {
    await tamper(`DELETE FROM ${table}`);
    await tamper(
      `INSERT INTO ${table} SELECT (jsonb_populate_record(NULL::${table}, value)).* FROM jsonb_array_elements($1)`,
      [JSON.stringify(rows.map(({ row }) => row))],
    );
  }
  expect((await verifyAuditLog(client)).findings).toEqual([]);
  return findings;
}

const eventIds = async () =>
  (await db().auditEvent.findMany({ where: { userId: subject.id }, orderBy: { createdAt: "asc" } })).map(
    ({ id }) => id,
  );

describe("the chains of the audit log", () => {
  it("are intact after writes, an erasure, and events of a transaction that was rolled back", async () => {
    await expect(
      db().$transaction(async (transaction) => {
        await recordEvent(transaction, actor(), "upload_stored", { file: "picture" });
        throw new Error("rolled back");
      }),
    ).rejects.toThrow("rolled back");
    await Promise.all(Array.from({ length: 20 }, (_, index) => record(`parallel ${index}`)));
    await db().user.deleteMany({ where: { id: subject.id } });
    const { events, findings } = await verifyAuditLog(client);
    expect(findings).toEqual([]);
    expect(events).toBe(await db().auditEvent.count());
  });

  it.each([
    ["the kind of an event", "UPDATE audit_events SET event = 'user_created' WHERE id = $1"],
    ["its details", `UPDATE audit_events SET details = '{"method": "authenticator"}' WHERE id = $1`],
    ["its time", "UPDATE audit_events SET created_at = created_at - interval '1 ms' WHERE id = $1"],
    ["its subject", "UPDATE audit_events SET user_id = gen_random_uuid() WHERE id = $1"],
    ["its actor", "UPDATE audit_events SET actor_id = user_id WHERE id = $1"],
    ["personal details", `UPDATE audit_events SET personal = '{"name": "other"}' WHERE id = $1`],
    ["the address", "UPDATE audit_events SET ip_address = '198.51.100.9' WHERE id = $1"],
    [
      "the personal details of a living account, removed",
      "UPDATE audit_events SET personal = '{}', personal_salt = NULL WHERE id = $1",
    ],
    ["an event, deleted", "DELETE FROM audit_events WHERE id = $1"],
    ["a seal, deleted", "DELETE FROM audit_seals WHERE event_id = $1"],
  ])("show a change of %s", async (_, sql) => {
    const [, id = ""] = await eventIds();
    const findings = await findingsAfter(sql, [id]);
    expect(findings.length).toBeGreaterThan(0);
    const { rows } = await client.query("SELECT chain, position FROM audit_seals WHERE event_id = $1", [id]);
    expect(findings[0]).toMatchObject({ chain: rows[0].chain, position: rows[0].position });
  });

  it("show an event that was added without a seal", async () => {
    const id = randomUUID();
    const sql =
      "INSERT INTO audit_events (id, user_id, event) VALUES ($1, gen_random_uuid(), 'user_created')";
    expect(await findingsAfter(sql, [id])).toEqual([{ eventId: id, problem: "The event has no seal." }]);
  });

  it("show that the end was cut off, also with its seals", async () => {
    const id = (await eventIds()).at(-1);
    const sql = `WITH cut AS (DELETE FROM audit_seals WHERE event_id = $1) DELETE FROM audit_events WHERE id = $1`;
    expect(await findingsAfter(sql, [id])).toMatchObject([
      { problem: expect.stringContaining("the end was cut off") },
    ]);
  });

  it("show by a checkpoint that the end was cut off and the chain made to end there", async () => {
    await client.query("DELETE FROM audit_checkpoints");
    expect(await writeCheckpoint()).toBe(1);
    expect(await writeCheckpoint()).toBe(0);
    const { token } = await db().auditCheckpoint.findFirstOrThrow();
    const id = (await eventIds()).at(-1);
    const sql = `
      WITH cut AS (DELETE FROM audit_seals WHERE event_id = $1 RETURNING chain, position),
        gone AS (DELETE FROM audit_events WHERE id = $1)
      UPDATE audit_chains SET position = cut.position - 1,
        hash = (SELECT hash FROM audit_seals WHERE chain = cut.chain AND position = cut.position - 1)
      FROM cut WHERE audit_chains.id = cut.chain`;
    expect(await findingsAfter(sql, [id])).toMatchObject([
      { problem: expect.stringContaining("A checkpoint knows") },
    ]);
    // Without the checkpoint in the database, the one in the log finds it.
    const both = sql.replace("WITH cut", "WITH forgotten AS (DELETE FROM audit_checkpoints), cut");
    expect(await findingsAfter(both, [id])).toEqual([]);
    expect(await findingsAfter(both, [id], [token])).toMatchObject([
      { problem: expect.stringContaining("A checkpoint knows") },
    ]);
  });

  it("show that the start was cut off", async () => {
    const sql = `
      WITH cut AS (DELETE FROM audit_seals WHERE position = 1 RETURNING chain, position, event_id, hash),
        gone AS (DELETE FROM audit_events USING cut WHERE id = cut.event_id)
      UPDATE audit_chains SET start_position = 1, start_hash = cut.hash FROM cut WHERE audit_chains.id = cut.chain`;
    const findings = await findingsAfter(sql);
    expect(findings[0]?.problem).toContain("older events were cut off");
  });

  it("don't take a checkpoint that was signed with another key or changed", async () => {
    const token = signCheckpoint({ at: new Date().toISOString(), chains: [] });
    expect(readCheckpoint(token)).toMatchObject({ chains: [] });
    const [version, content = "", signature = ""] = token.split(".");
    const changed = Buffer.from(JSON.stringify({ at: "", chains: [] })).toString("base64url");
    for (const forged of [`${version}.${changed}.${signature}`, `9.${content}.${signature}`, "", "x"])
      expect(readCheckpoint(forged)).toBeUndefined();
    const { findings } = await verifyAuditLog(client, [`${version}.${changed}.${signature}`]);
    expect(findings).toMatchObject([{ problem: expect.stringContaining("not signed") }]);
  });
});

describe("the end of the retention", () => {
  it("leaves chains that are intact once a checkpoint knows where they start", async () => {
    await tamper("DELETE FROM audit_seals");
    await tamper("DELETE FROM audit_events");
    await tamper("DELETE FROM audit_checkpoints");
    await client.query("UPDATE audit_chains SET position = 0, hash = start_hash");
    const old = { userId: subject.id, event: "user_created", createdAt: new Date(Date.now() - 401 * DAY_MS) };
    await db().auditEvent.createMany({ data: Array.from({ length: 5 }, () => old) });
    await record("new");
    let deleted = 0;
    for (let count = await endAuditRetention(); count > 0; count = await endAuditRetention())
      deleted += count;
    expect(deleted).toBe(5);
    expect((await verifyAuditLog(client)).findings[0]?.problem).toContain("older events were cut off");
    expect(await writeCheckpoint()).toBe(1);
    expect(await verifyAuditLog(client)).toEqual({ events: 1, checkpoints: 1, findings: [] });
    await record("newer");
    expect(await verifyAuditLog(client)).toMatchObject({ events: 2, findings: [] });
  });
});

describe("the app's database user", () => {
  beforeAll(async () => {
    const name = `app_${randomUUID().slice(0, 8)}`;
    await client.query(`CREATE ROLE ${name}`);
    await client.query("SELECT grant_app_access($1)", [name]);
    await client.query(`SET ROLE ${name}`);
  });
  afterAll(async () => {
    const { rows } = await client.query("SELECT current_user AS name");
    await client.query("RESET ROLE");
    await client.query(`DROP OWNED BY ${rows[0].name}`);
    await client.query(`DROP ROLE ${rows[0].name}`);
  });

  it("adds events and reads them", async () => {
    const id = randomUUID();
    await client.query("INSERT INTO audit_events (id, user_id, event) VALUES ($1, $2, 'user_created')", [
      id,
      subject.id,
    ]);
    expect((await client.query("SELECT id FROM audit_events WHERE id = $1", [id])).rows).toHaveLength(1);
    expect((await client.query("SELECT FROM audit_seals WHERE event_id = $1", [id])).rows).toHaveLength(1);
  });

  it.each([
    "UPDATE audit_events SET event = 'nothing'",
    "UPDATE audit_events SET personal = '{}', personal_salt = NULL",
    "DELETE FROM audit_events",
    "TRUNCATE audit_events",
    "UPDATE audit_chains SET position = 0",
    "INSERT INTO audit_seals SELECT chain, position + 1000, event_id, hash, hash, hash FROM audit_seals LIMIT 1",
    "UPDATE audit_seals SET position = 0",
    "DELETE FROM audit_seals",
    "UPDATE audit_checkpoints SET token = ''",
    "DELETE FROM audit_checkpoints",
    "ALTER TABLE audit_events DISABLE TRIGGER ALL",
    "SELECT grant_app_access(current_user::text)",
  ])("can't do this: %s", async (sql) => {
    await expect(client.query(sql)).rejects.toThrow(/permission denied|must be owner/);
  });

  it("deletes accounts, whose personal data goes, and ends the retention of old events", async () => {
    const { id } = subject;
    await client.query("DELETE FROM users WHERE id = $1", [id]);
    const { rows } = await client.query("SELECT personal, ip_address FROM audit_events WHERE user_id = $1", [
      id,
    ]);
    expect(rows).toEqual(rows.map(() => ({ personal: {}, ip_address: "" })));
    await client.query("SELECT end_audit_retention(now() - interval '400 days', 10)");
    await expect(client.query("SELECT end_audit_retention(now(), 10)")).rejects.toThrow("at least 30 days");
  });
});
