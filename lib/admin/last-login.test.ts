import { readFileSync } from "node:fs";
import { parse } from "csv-parse/sync";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/database/client";
import { login } from "@/lib/login/login";
import { createVerifiedUser } from "@/lib/login/login-fixtures";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { newSubject } from "@/lib/testing/test-subject";
import { newRequestContext, testDevice } from "@/lib/testing/test-users";
import { createBulkJob, getBulkJob } from "./bulk-jobs";
import { exportCsv } from "./export-csv";
import { getUser } from "./get-user";
import { listUsers } from "./list-users";
import { buildUsersQuery, parseListUsersQuery } from "./list-users-query";
import { processBulkJob } from "./process-bulk-job";

const MIGRATION = new URL("../../prisma/migrations/20261127800000_last_login/migration.sql", import.meta.url);
const LOGGED_IN = 43;
const VERIFIED = 20;
const UNVERIFIED = 12;
const COUNT = LOGGED_IN + VERIFIED + UNVERIFIED;
let services: TestServices;

beforeAll(async () => {
  services = await startTestServices();
  const start = Date.parse("2026-03-01T12:00:00.000Z");
  await db().user.createMany({
    data: Array.from({ length: COUNT }, (_, index) => {
      const name = `visitor${index}`;
      return {
        username: name,
        usernameCanonical: name,
        email: `${name}@example.com`,
        emailCanonical: `${name}@example.com`,
        passwordHash: "",
        emailVerified: index % 4 !== 0 ? index < LOGGED_IN + VERIFIED : index < LOGGED_IN,
        // Many rows share a time, so that the order among them matters.
        createdAt: new Date(start + Math.floor(index / 10) * 60_000),
        lastLoginAt: index < LOGGED_IN ? new Date(start + Math.floor(index / 20) * 86_400_000) : null,
      };
    }),
  });
});
afterAll(() => services.close());

const list = (parameters: Record<string, string>) =>
  listUsers(parseListUsersQuery({ q: "visitor", ...parameters }));
const parseUrl = (search: string) => parseListUsersQuery(Object.fromEntries(new URLSearchParams(search)));
const lastLoginOf = async (id: string) =>
  (await db().user.findUniqueOrThrow({ where: { id }, select: { lastLoginAt: true } })).lastLoginAt;

/** Reads a list page by page, and then back to the first page. */
async function readThrough(parameters: Record<string, string>) {
  const query = parseListUsersQuery({ q: "visitor", ...parameters });
  let page = await listUsers(query);
  const pages = [page.users];
  while (page.next) {
    page = await listUsers(parseUrl(buildUsersQuery({ ...query, after: page.next })));
    pages.push(page.users);
  }
  const back = [page.users];
  while (page.previous) {
    page = await listUsers(parseUrl(buildUsersQuery({ ...query, before: page.previous })));
    back.unshift(page.users);
  }
  expect(back).toEqual(pages);
  return pages.flat();
}

describe("the last login of a user", () => {
  it("is set by a login, and not by a failed one", async () => {
    const { id, email, password } = await createVerifiedUser();
    await login({ email, password: "wrong" }, newRequestContext(), "cookie", testDevice);
    expect(await lastLoginOf(id)).toBeNull();
    const before = await db().user.findUniqueOrThrow({ where: { id } });
    await login({ email, password }, newRequestContext(), "cookie", testDevice);
    const { lastLoginAt, ...after } = await db().user.findUniqueOrThrow({ where: { id } });
    expect(Math.abs(Date.now() - (lastLoginAt?.getTime() ?? 0))).toBeLessThan(60_000);
    // Nothing else: a login is no change of the account.
    expect({ ...after, lastLoginAt: null }).toEqual(before);
    expect(await getUser(id)).toMatchObject({ lastLoginAt });
  });

  it("never moves back, and isn't moved by what somebody else did", async () => {
    const { id } = await newSubject();
    const record = (at: string, actorId: string | null = null, event = "authn_login_success") =>
      db().auditEvent.create({ data: { userId: id, event, actorId, createdAt: new Date(at) } });
    await record("2026-05-02T10:00:00.000Z");
    await record("2026-05-01T10:00:00.000Z");
    await record("2026-05-03T10:00:00.000Z", crypto.randomUUID());
    await record("2026-05-04T10:00:00.000Z", null, "user_updated");
    expect(await lastLoginOf(id)).toEqual(new Date("2026-05-02T10:00:00.000Z"));
  });

  it("is taken from the audit log for accounts from before", async () => {
    const [active, idle] = [await newSubject(), await newSubject()];
    for (const at of ["2026-05-02T10:00:00.000Z", "2026-05-01T10:00:00.000Z"]) {
      await db().auditEvent.create({
        data: { userId: active.id, event: "authn_login_success", createdAt: new Date(at) },
      });
    }
    await db().auditEvent.create({
      data: { userId: idle.id, event: "authn_login_success", actorId: active.id },
    });
    await db().user.updateMany({ where: { id: active.id }, data: { lastLoginAt: null } });
    const backfill = /^UPDATE "users" SET "last_login_at" = "login"[^;]+;/m.exec(
      readFileSync(MIGRATION, "utf8"),
    );
    await db().$executeRawUnsafe(backfill?.[0] ?? "");
    expect(await lastLoginOf(active.id)).toEqual(new Date("2026-05-02T10:00:00.000Z"));
    expect(await lastLoginOf(idle.id)).toBeNull();
  });
});

describe("the user list by last login", () => {
  it.each(["asc", "desc"] as const)("has each user once, forward and back, %s", async (order) => {
    const users = await readThrough({ sort: "last_login", order });
    expect(new Set(users.map(({ id }) => id)).size).toBe(COUNT);
    expect(users).toHaveLength(COUNT);
    const sign = order === "asc" ? 1 : -1;
    const expected = users.toSorted(
      (left, right) =>
        // Those who never logged in come last in both directions, in the order in which they joined.
        Number(left.lastLoginAt === null) - Number(right.lastLoginAt === null) ||
        sign * ((left.lastLoginAt?.getTime() ?? 0) - (right.lastLoginAt?.getTime() ?? 0)) ||
        (left.lastLoginAt === null ? sign * (left.createdAt.getTime() - right.createdAt.getTime()) : 0) ||
        sign * (left.id < right.id ? -1 : 1),
    );
    expect(users.map(({ username }) => username)).toEqual(expected.map(({ username }) => username));
  });

  it("filters by the day of the last login", async () => {
    const total = async (last_login_from: string, last_login_to: string) =>
      (await list({ last_login_from, last_login_to })).total;
    expect(await total("2026-03-01", "2026-03-01")).toBe(20);
    expect(await total("2026-03-02", "")).toBe(LOGGED_IN - 20);
    expect(await total("", "2026-03-02")).toBe(40);
    expect(await total("2026-03-04", "")).toBe(0);
    expect(await total("", "2026-02-28")).toBe(0);
    // Invalid dates are ignored.
    expect(await total("2026-02-30", "x")).toBe(COUNT);
    const users = await readThrough({ last_login_from: "2026-03-02" });
    expect(users).toHaveLength(LOGGED_IN - 20);
    // Such a list is sorted by what it is filtered by, unless it is sorted by something else.
    expect(users[0]?.lastLoginAt).toEqual(new Date("2026-03-03T12:00:00.000Z"));
    expect(await readThrough({ last_login_from: "2026-03-02", sort: "email" })).toHaveLength(LOGGED_IN - 20);
  });

  it.each(["joined", "username", "email", "last_login"])(
    "filters by users who never logged in, by %s",
    async (sort) => {
      const users = await readThrough({ last_login: "never", sort });
      expect(users).toHaveLength(VERIFIED + UNVERIFIED);
      expect(users.every(({ lastLoginAt }) => lastLoginAt === null)).toBe(true);
      expect(await list({ last_login: "never", sort })).toMatchObject({ total: VERIFIED + UNVERIFIED });
      const verified = await list({ last_login: "never", verified: "yes", sort });
      const unverified = await list({ last_login: "never", verified: "no", sort });
      expect(verified.total + unverified.total).toBe(VERIFIED + UNVERIFIED);
      expect(await list({ last_login: "never", last_login_from: "2026-01-01", sort })).toMatchObject({
        users: [],
        total: 0,
      });
    },
  );

  it("goes on after a user who has logged in since", async () => {
    const query = parseListUsersQuery({ q: "visitor", sort: "last_login", order: "desc" });
    const page = await listUsers(query);
    const last = page.users.at(-1);
    await db().user.update({ where: { id: last?.id ?? "" }, data: { lastLoginAt: new Date() } });
    const next = await listUsers({ ...query, after: page.next });
    const seen = page.users.map(({ id }) => id);
    expect(next.users.filter(({ id }) => seen.includes(id))).toEqual([]);
    await db().user.update({
      where: { id: last?.id ?? "" },
      data: { lastLoginAt: last?.lastLoginAt ?? null },
    });
  });

  it("ignores forged positions", async () => {
    const forged = (value: string) =>
      Buffer.from(JSON.stringify([value, crypto.randomUUID()])).toString("base64url");
    for (const value of ["never", "never never", "never -271821-04-20T00:00:00.000Z", "x"]) {
      expect((await list({ sort: "last_login", after: forged(value) })).total).toBe(COUNT);
      expect((await list({ sort: "joined", before: forged(value) })).total).toBe(COUNT);
    }
    const isoOnly = forged("never 2026-03-01T12:00:00.000Z");
    expect((await list({ sort: "last_login", last_login_from: "2026-03-01", after: isoOnly })).total).toBe(
      LOGGED_IN,
    );
  });

  it.each([
    ["sort=last_login", "last_login_at IS NOT NULL ORDER BY last_login_at DESC, id DESC", "users_last_login"],
    ["last_login_to", "last_login_at < '2026-03-02'", "users_last_login"],
    ["last_login=never", "last_login_at IS NULL AND email_verified", "users_never_logged_in"],
    ["verified=no", "NOT email_verified ORDER BY created_at, id", "users_unverified"],
  ])("reads %s from an index", async (_name, condition, index) => {
    const plan = await db().$transaction(async (transaction) => {
      // With so few rows the planner would read them all.
      await transaction.$executeRaw`SET LOCAL enable_seqscan = off`;
      await transaction.$executeRaw`SET LOCAL enable_bitmapscan = off`;
      return transaction.$queryRawUnsafe(
        `EXPLAIN (FORMAT JSON) SELECT id FROM users WHERE ${condition} LIMIT 26`,
      );
    });
    expect(JSON.stringify(plan)).toContain(index);
  });
});

describe("what uses the list", () => {
  it("acts on those who never logged in", async () => {
    const admin = await newActor("admin");
    const filters = { q: "visitor", last_login: "never", verified: "yes", columns: "username" };
    const result = await createBulkJob({ action: "revoke_all_sessions", filters }, admin);
    if (!result.ok) throw new Error(JSON.stringify(result.failure));
    const { query } = await db().bulkJob.findUniqueOrThrow({ where: { id: result.value.id } });
    expect(query).toEqual({ q: "visitor", last_login: "never", verified: "yes" });
    while (await processBulkJob());
    const { total } = await list({ last_login: "never", verified: "yes" });
    const job = await getBulkJob(result.value.id);
    // They have no sessions to revoke.
    expect(job).toMatchObject({
      state: "finished",
      counts: { done: 0, skipped: total, failed: 0, pending: 0 },
    });
    expect(total).toBeGreaterThan(10);
  });

  it("exports the column, in the order of the list and to its end", async () => {
    const admin = await newActor("admin");
    const result = await exportCsv(
      "users",
      { q: "visitor", sort: "last_login", order: "asc" },
      { columns: "username,last_login_at" },
      admin,
    );
    if (!result.ok) throw new Error(result.failure.code);
    const [head, ...rows] = parse(await new Response(result.value.stream).text()) as string[][];
    expect(head).toEqual(["username", "last_login_at"]);
    const users = await readThrough({ sort: "last_login", order: "asc" });
    expect(rows).toEqual(
      users.map(({ username, lastLoginAt }) => [username, lastLoginAt?.toISOString() ?? ""]),
    );
  });
});
