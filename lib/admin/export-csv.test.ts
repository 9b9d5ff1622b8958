import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/database/client";
import type { Actor } from "@/lib/sessions/current-user";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { newSubject } from "@/lib/testing/test-subject";
import { BYTE_ORDER_MARK } from "./csv";
import type { ExportedList } from "./export-columns";
import { exportCsv } from "./export-csv";

const COUNT = 2_500;
let services: TestServices;
let admin: Actor & { password: string };

beforeAll(async () => {
  services = await startTestServices();
  admin = await newActor("admin");
  await db().$executeRaw`
    INSERT INTO users (id, username, username_canonical, email, email_canonical, password_hash, updated_at)
    SELECT gen_random_uuid(), 'bulk' || i, 'bulk' || i, 'bulk' || i, 'bulk' || i, '', now()
    FROM generate_series(1, ${COUNT}::int) AS i`;
});
afterAll(() => services.close());

type Filters = Record<string, string>;

async function start(list: ExportedList, parameters: Filters = {}, input: object = {}, actor: Actor = admin) {
  const result = await exportCsv(list, parameters, input, actor);
  if (!result.ok) throw new Error(result.failure.code);
  return result.value;
}

async function exportText(list: ExportedList, parameters: Filters, input: object): Promise<string> {
  return new Response((await start(list, parameters, input)).stream).text();
}

const records = (text: string): string[][] => parse(text, { bom: true });
const exportsOf = (userId: string) =>
  db().auditEvent.findMany({
    where: { userId, event: "sensitive_read" },
    orderBy: { createdAt: "asc" },
    select: { details: true, personal: true },
  });

describe("exportCsv", () => {
  it("writes every user that matches, once, in the order of the list", async () => {
    const text = await exportText("users", { q: "bulk", sort: "username" }, { columns: "email,username" });
    const [head, ...rows] = records(text);
    expect(head).toEqual(["username", "email"]);
    const names = rows.map(([username]) => username);
    expect(names).toHaveLength(COUNT);
    expect(names).toEqual(Array.from({ length: COUNT }, (_, index) => `bulk${index + 1}`).sort());
  });

  it("reads only what the client is ready for", async () => {
    const { stream } = await start("users", { q: "bulk" });
    const reader = stream.getReader();
    const first = new TextDecoder().decode((await reader.read()).value);
    expect(records(first)).toHaveLength(1);
    const second = new TextDecoder().decode((await reader.read()).value);
    expect(second.split("\r\n").length - 1).toBe(1_000);
    await reader.cancel();
    const [, end] = (await exportsOf(admin.userId)).slice(-2);
    expect(end?.details).toMatchObject({ what: "users_csv", isComplete: false });
  });

  it("writes events, and neutralizes formulas in them", async () => {
    const { id } = await newSubject();
    await db().auditEvent.create({
      data: {
        userId: id,
        event: "mfa_method_added",
        details: { method: "passkey" },
        personal: { name: "x" },
        userAgent: "=cmd()",
      },
    });
    const text = await exportText("events", { subject: id }, { columns: "message,user_agent,subject_id" });
    expect(records(text)).toEqual([
      ["message", "subject_id", "user_agent"],
      ["Passkey added: x", id, "'=cmd()"],
    ]);
  });

  it("begins with a byte order mark if it is asked for", async () => {
    const text = async (input: object) => {
      const { stream } = await start("users", { q: "nobody" }, input);
      return Buffer.from(await new Response(stream).arrayBuffer()).toString("utf8");
    };
    expect(await text({ byte_order_mark: true })).toMatch(new RegExp(`^${BYTE_ORDER_MARK}id,`));
    expect(await text({})).toMatch(/^id,username,/);
  });

  it("is recorded with its filters and columns before it starts, and with the rows at its end", async () => {
    const actor = await newActor("admin");
    const { stream } = await start("users", { q: "bulk1", role: "user" }, { columns: "id" }, actor);
    const started = {
      details: { what: "users_csv", columns: ["id"] },
      personal: { filter: expect.stringContaining("q=bulk1") },
    };
    expect(await exportsOf(actor.userId)).toMatchObject([started]);
    const rows = records(await new Response(stream).text()).length - 1;
    expect(await exportsOf(actor.userId)).toMatchObject([
      started,
      { details: { what: "users_csv", rows, isComplete: true } },
    ]);
  });

  it("is for admins, and needs recent authentication", async () => {
    const manager = await newActor("manager");
    for (const list of ["users", "events"] as const)
      expect(await exportCsv(list, {}, {}, manager)).toEqual({ ok: false, failure: { code: "forbidden" } });
    const stale = { ...admin, authenticatedAt: new Date(0) };
    expect(await exportCsv("users", {}, {}, stale)).toMatchObject({
      failure: { errors: { password: ["password_needed"] } },
    });
    expect(await exportCsv("users", {}, { password: "wrong" }, stale)).toMatchObject({ ok: false });
    expect(await exportsOf(manager.userId)).toEqual([]);
  });

  it("stops when the role of the actor ends", async () => {
    const actor = await newActor("admin");
    const { stream } = await start("users", {}, {}, actor);
    const reader = stream.getReader();
    await reader.read();
    await reader.read();
    await db().user.update({ where: { id: actor.userId }, data: { role: "user" } });
    await expect(
      (async () => {
        while (!(await reader.read()).done);
      })(),
    ).rejects.toThrow("ended");
    expect((await exportsOf(actor.userId)).at(-1)?.details).toMatchObject({ isComplete: false });
  });
});
