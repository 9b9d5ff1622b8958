import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/database/client";
import { canonicalEmail } from "@/lib/schemas/email";
import { canonicalUsername } from "@/lib/schemas/username";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { createAdmin } from "./create-admin";
import { listUsers } from "./list-users";
import { buildUsersQuery, parseListUsersQuery, SORTS } from "./list-users-query";

const COUNT = 63;
let services: TestServices;

beforeAll(async () => {
  services = await startTestServices();
  const now = Date.now();
  await db().user.createMany({
    data: Array.from({ length: COUNT }, (_, index) => {
      const username = index === 7 ? "Straße_7" : `Person${index}`;
      const email = index === 8 ? "acht@bücher.example" : `person${index}@example.com`;
      return {
        username,
        usernameCanonical: canonicalUsername(username),
        email,
        emailCanonical: canonicalEmail(email),
        passwordHash: "",
        phoneNumber: index === 9 ? "+442079460018" : "",
        emailVerified: index % 3 === 0,
        role: index % 10 === 0 ? "manager" : "user",
        // Many rows share a timestamp, so that the order among them matters.
        createdAt: new Date(now - Math.floor(index / 20) * 1000),
      };
    }),
  });
});
afterAll(() => services.close());

const list = (parameters: Record<string, string>) => listUsers(parseListUsersQuery(parameters));

describe("listUsers", () => {
  it.each(SORTS.flatMap((sort) => ["asc", "desc"].map((order) => ({ sort, order }))))(
    "shows each user once when paging forward and back, by $sort $order",
    async ({ sort, order }) => {
      const seen: string[] = [];
      let page = await list({ sort, order });
      const first = page.users.map(({ id }) => id);
      expect(page.previous).toBeUndefined();
      for (;;) {
        seen.push(...page.users.map(({ id }) => id));
        if (!page.next) break;
        page = await listUsers(
          parse(buildUsersQuery({ ...parseListUsersQuery({ sort, order }), after: page.next })),
        );
      }
      expect(new Set(seen).size).toBe(COUNT);
      expect(seen).toHaveLength(COUNT);
      while (page.previous) {
        const back = buildUsersQuery({ ...parseListUsersQuery({ sort, order }), before: page.previous });
        page = await listUsers(parse(back));
      }
      expect(page.users.map(({ id }) => id)).toEqual(first);
    },
  );

  it("finds one user by their whole address, together with the filters", async () => {
    const { users, total } = await list({ q: " Person10@example.com " });
    expect([total, users[0]?.username]).toEqual([1, "Person10"]);
    expect((await list({ q: "person10@example.com", role: "user" })).total).toBe(0);
    // Not a whole address, but the end of eleven.
    expect((await list({ q: "0@example.com" })).total).toBe(7);
  });

  it("filters by the day of creation", async () => {
    const id = (await list({ q: "person12@example.com" })).users[0]?.id ?? "";
    await db().user.update({ where: { id }, data: { createdAt: new Date("2026-02-28T23:59:59.999Z") } });
    const total = async (created_from: string, created_to: string) =>
      (await list({ created_from, created_to })).total;
    expect(await total("2026-02-28", "2026-02-28")).toBe(1);
    expect(await total("2026-03-01", "2026-03-02")).toBe(0);
    expect(await total("2026-02-27", "2026-02-27")).toBe(0);
    expect(await total("", "2026-02-28")).toBe(1);
    // Invalid dates are ignored.
    expect(await total("2026-02-30", "x")).toBe((await list({})).total);
    await db().user.update({ where: { id }, data: { createdAt: new Date() } });
  });

  it.each([
    ["person12@EXAMPLE.com", 1],
    ["PERSON1", 11],
    ["strasse", 1],
    ["bücher", 1],
    ["xn--bcher-kva", 1],
    ["%", 0],
    ["_", 0],
    ["e_7", 1],
    // One or two characters are found at the start only.
    ["st", 1],
    ["ac", 1],
    ["ra", 0],
    ["+4420", 1],
    ["+44 20 7946 0018", 1],
    ["(20) 7946-0018", 1],
    // Not a number: it would find everybody who has one.
    ["+ --", 0],
    ["\\", 0],
    ["nobody", 0],
  ])("finds users by %s", async (q, total) => {
    expect((await list({ q })).total).toBe(total);
  });

  it("finds a user by id", async () => {
    const { id, username } = await db().user.findFirstOrThrow({ select: { id: true, username: true } });
    expect((await list({ q: ` ${id.toUpperCase()} ` })).users).toMatchObject([{ username }]);
  });

  it("filters by the state of the account and of the emails", async () => {
    const ids = (await list({})).users.map(({ id }) => id);
    await db().user.updateMany({ where: { id: { in: ids.slice(0, 2) } }, data: { suspendedAt: new Date() } });
    await db().user.updateMany({ where: { id: { in: ids.slice(2, 5) } }, data: { deleteAfter: new Date() } });
    await db().outboxEmail.createMany({
      data: [
        { userId: ids[7] ?? "", kind: "verify_email", recipient: "", state: "bounced" },
        { userId: ids[8] ?? "", kind: "new_login", recipient: "", state: "complained" },
      ],
    });
    expect((await list({ status: "suspended" })).total).toBe(2);
    expect((await list({ status: "deletion" })).total).toBe(3);
    expect((await list({ status: "active" })).total).toBe(COUNT - 5);
    expect((await list({ delivery: "failed" })).users.map(({ id }) => id)).toEqual([ids[7], ids[8]]);
    expect((await list({ delivery: "bounced" })).users.map(({ id }) => id)).toEqual([ids[7]]);
    expect(await list({ delivery: "complained" })).toMatchObject({ users: [{ id: ids[8] }], total: 1 });
    await db().user.updateMany({ data: { suspendedAt: null, deleteAfter: null } });
  });

  it.each([1, 400])(
    "lists each user with undelivered emails once, if each has %i of them, also with other filters",
    async (each) => {
      await db().outboxEmail.deleteMany();
      const ids = (await list({})).users.map(({ id }) => id).slice(3, 6);
      await db().user.update({ where: { id: ids[1] ?? "" }, data: { suspendedAt: new Date() } });
      await db().outboxEmail.createMany({
        data: ids.flatMap((userId) =>
          Array.from({ length: each }, () => ({ userId, kind: "new_login", recipient: "", state: "failed" })),
        ),
      });
      await db().outboxEmail.create({ data: { kind: "no_account", recipient: "", state: "failed" } });
      const found = await list({ delivery: "failed" });
      expect(found).toMatchObject({ users: ids.map((id) => ({ id })), total: 3, isTotalExact: true });
      const filtered = await list({ delivery: "failed", status: "suspended" });
      expect(filtered).toMatchObject({ users: [{ id: ids[1] }], total: 1 });
      await db().user.updateMany({ data: { suspendedAt: null } });
      await db().outboxEmail.deleteMany();
    },
  );

  it("searches with the index", async () => {
    const plan = await db().$transaction(async (transaction) => {
      // With so few rows the planner would read them all.
      await transaction.$executeRaw`SET LOCAL enable_seqscan = off`;
      return transaction.$queryRaw`
        EXPLAIN (FORMAT JSON) SELECT id FROM users
        WHERE user_search_text(username_canonical, email_canonical, email, phone_number) LIKE '%nobody-has-this%'`;
    });
    expect(JSON.stringify(plan)).toContain("users_search");
  });

  it("estimates how many there are beyond 10,000", async () => {
    const before = await list({});
    expect(before.isTotalExact).toBe(true);
    await db().$executeRaw`
      INSERT INTO users (id, username, username_canonical, email, email_canonical, password_hash, created_at, updated_at)
      SELECT gen_random_uuid(), 'many' || i, 'many' || i, 'many' || i, 'many' || i, '', '2020-01-01', now()
      FROM generate_series(1, 12000) AS i`;
    await db().$executeRaw`ANALYZE users`;
    const { total, isTotalExact } = await list({});
    expect(isTotalExact).toBe(false);
    expect(total).toBeGreaterThan(11_000);
    expect(total).toBeLessThan(13_500);
    expect(await list({ q: "many1199" })).toMatchObject({ total: 11, isTotalExact: true });
    await db().$executeRaw`DELETE FROM users WHERE username LIKE 'many%'`;
  });

  it("filters by role and verification", async () => {
    expect((await list({ role: "manager" })).total).toBe(7);
    expect((await list({ verified: "yes" })).total).toBe(21);
    expect((await list({ verified: "no", role: "manager" })).total).toBe(4);
  });

  it("ignores invalid parameters", async () => {
    const { users, total } = await list({
      role: "root",
      sort: "password",
      after: "x'; DROP TABLE users",
      order: "up",
    });
    expect(total).toBe(COUNT);
    expect(users).toHaveLength(25);
    const forged = (value: string) =>
      Buffer.from(JSON.stringify([value, crypto.randomUUID()])).toString("base64url");
    for (const value of ["never", "-271821-04-20T00:00:00.000Z", "+010000-01-01T00:00:00.000Z"]) {
      expect((await list({ after: forged(value) })).total).toBe(COUNT);
    }
    for (const value of ["a\0b", "\ud800", "x".repeat(10_000)]) {
      expect((await list({ sort: "username", before: forged(value) })).total).toBe(COUNT);
    }
  });

  it("contains no hashes or canonical values", async () => {
    const { users } = await list({});
    expect(JSON.stringify(users)).not.toMatch(/hash|canonical/i);
  });
});

describe("createAdmin", () => {
  it("takes over an unverified account and promotes a verified one without changing its password", async () => {
    const password = "a password for the admin";
    expect(await createAdmin({ username: "x", email: "person1@example.com", password })).toMatchObject({
      ok: true,
      value: { outcome: "created" },
    });
    const taken = await db().user.findUniqueOrThrow({ where: { emailCanonical: "person1@example.com" } });
    expect(taken).toMatchObject({ role: "admin", emailVerified: true });
    expect(taken.passwordHash).toMatch(/^\$2b\$/);

    const verified = await createAdmin({ username: "x", email: "PERSON3@example.com", password: "" });
    expect(verified).toMatchObject({ ok: true, value: { outcome: "promoted" } });
    const kept = await db().user.findUniqueOrThrow({ where: { emailCanonical: "person3@example.com" } });
    expect(kept).toMatchObject({ role: "admin", passwordHash: "" });
  });

  it("applies the validation rules of registration", async () => {
    const weak = await createAdmin({ username: "boss", email: "boss@example.com", password: "123" });
    expect(weak).toMatchObject({
      failure: {
        errors: {
          password: [expect.stringContaining("password_too_short"), expect.any(String), expect.any(String)],
        },
      },
    });
    const taken = await createAdmin({
      username: "PERSON2",
      email: "boss@example.com",
      password: "a good password",
    });
    expect(taken).toMatchObject({ failure: { errors: { username: ["username_taken"] } } });
  });
});

function parse(search: string) {
  return parseListUsersQuery(Object.fromEntries(new URLSearchParams(search)));
}
