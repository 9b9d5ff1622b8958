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

  it.each([
    ["person12@EXAMPLE.com", 1],
    ["PERSON1", 11],
    ["strasse", 1],
    ["bücher", 1],
    ["xn--bcher-kva", 1],
    ["%", 0],
    ["_", 1],
    ["\\", 0],
    ["nobody", 0],
  ])("finds users by %s", async (q, total) => {
    expect((await list({ q })).total).toBe(total);
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
