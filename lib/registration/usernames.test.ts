import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { updateProfile } from "@/lib/account/profile";
import { createAdmin } from "@/lib/admin/create-admin";
import { db } from "@/lib/database/client";
import { submittedRegistrationSchema } from "@/lib/schemas/submitted-forms";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { newRequestContext, validRegistration } from "@/lib/testing/test-users";
import { register } from "./register";
import { isReservedUsername } from "./reserved-usernames";
import { usernameSkeleton } from "./username-skeleton";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices();
});
afterAll(() => services.close());

const CYRILLIC = { a: "а", e: "е", o: "о", p: "р" } as const;

const registerAs = (username: string) => register({ ...validRegistration(), username }, newRequestContext());

const newName = () => `pear_l${randomUUID().slice(0, 8)}`;

const usernameError = (code: string) => ({
  ok: false,
  failure: { code: "invalid", errors: { username: [code] } },
});

describe("reserved usernames", () => {
  it.each([
    "admin",
    "ADMIN",
    "Administrator",
    "support",
    "no-reply",
    "no.reply",
    "_security_",
    "RealMFA",
    "real.mfa",
    "r00t",
    "adm1n",
    "аdmin",
    "АDMIN",
    "ａｄｍｉｎ",
    "admın",
    "rооt",
    "ѕuрроrt",
  ])("are recognized: %s", (username) => {
    expect(isReservedUsername(username)).toBe(true);
  });

  it.each(["jose", "adminka", "my.support.team", "Мария", "李小龙", "+++", "rootbeer"])(
    "are no other names: %s",
    (username) => {
      expect(isReservedUsername(username)).toBe(false);
    },
  );

  it("are refused at registration, together with all other errors", async () => {
    const taken = validRegistration();
    await register(taken, newRequestContext());
    for (const username of ["support", "ѕupport"]) {
      expect(await registerAs(username)).toEqual(usernameError("username_reserved"));
    }
    const input = { ...validRegistration(), username: "support", email: taken.email, password: "123" };
    expect(await register(input, newRequestContext())).toMatchObject({
      failure: {
        errors: { username: ["username_reserved"], email: ["email_taken"], password2: ["password_mismatch"] },
      },
    });
    expect(await db().user.count({ where: { usernameCanonical: "support" } })).toBe(0);
  });

  it("are refused as a new name, but stay with those who have them", async () => {
    const actor = await newActor();
    expect(await updateProfile({ username: "Support" }, actor)).toEqual(usernameError("username_reserved"));
    const names = { username: "helpdesk", usernameCanonical: "helpdesk" };
    await db().user.update({ where: { id: actor.userId }, data: names });
    expect(await updateProfile({ username: "Helpdesk", bio: "Here to help." }, actor)).toMatchObject({
      ok: true,
      value: { username: "Helpdesk" },
    });
  });

  it("can be given to an admin by the command", async () => {
    const admin = { username: "admin", email: "admin@example.com", password: "Qv7!mzorbit-lane" };
    expect(await createAdmin(admin)).toEqual({ ok: true, value: { outcome: "created" } });
    expect(await registerAs("аdmin")).toEqual(usernameError("username_reserved"));
  });
});

describe("confusable usernames", () => {
  it.each([
    ["a Cyrillic letter", (name: string) => name.replace("a", CYRILLIC.a)],
    ["several, in capitals,", (name: string) => name.replace("pear", "РЕАr")],
    ["a Greek letter", (name: string) => name.replace("p", "ρ")],
    ["a Cyrillic letter and a digit", (name: string) => name.replace("a", CYRILLIC.a).replace("_l", "_1")],
  ])("are refused with %s that look like another user's", async (_, imitate) => {
    const name = newName();
    const imitation = imitate(name);
    expect((await registerAs(name)).ok).toBe(true);
    expect(await registerAs(imitation)).toEqual(usernameError("username_confusable"));
    const actor = await newActor();
    expect(await updateProfile({ username: imitation }, actor)).toEqual(usernameError("username_confusable"));
  });

  it("are refused in ASCII as well if the other name came first", async () => {
    const name = newName();
    expect((await registerAs(name.replace("e", CYRILLIC.e))).ok).toBe(true);
    expect(await registerAs(name)).toEqual(usernameError("username_confusable"));
  });

  it("are reported together with invalid fields", async () => {
    const name = newName();
    await registerAs(name);
    const username = name.replace("p", CYRILLIC.p);
    const input = { ...validRegistration(), username, device: undefined };
    expect(await register(input, newRequestContext())).toMatchObject({
      failure: { errors: { username: ["username_confusable"], device: ["required"] } },
    });
  });

  it.each([
    ["modern", "modem"],
    ["paul1", "paull"],
    ["bo0m", "boom"],
  ])("may both be taken if they are in ASCII: %s and %s", async (left, right) => {
    const suffix = randomUUID().slice(0, 8);
    expect((await registerAs(`${left}_${suffix}`)).ok).toBe(true);
    expect((await registerAs(`${right}_${suffix}`)).ok).toBe(true);
  });

  it("are no other names in the same script", async () => {
    for (const name of ["Мария", "Марина", "李小龙", "José", "Jose"]) {
      expect((await registerAs(`${name}_${randomUUID().slice(0, 8)}`)).ok).toBe(true);
    }
  });

  it("don't keep a user from another spelling of their own name", async () => {
    const actor = await newActor();
    const name = newName();
    await updateProfile({ username: name }, actor);
    const result = await updateProfile({ username: name.replace("a", CYRILLIC.a) }, actor);
    expect(result).toMatchObject({ ok: true });
  });

  it("go to 1 of 12 concurrent requests", async () => {
    const name = newName();
    const variants = [name, name.replace("a", CYRILLIC.a), name.replace("e", CYRILLIC.e)];
    const results = await Promise.all(
      Array.from({ length: 12 }, (_, index) => registerAs(variants[index % variants.length] ?? name)),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await db().user.count({ where: { usernameSkeleton: usernameSkeleton(name) } })).toBe(1);
  });

  it("have the skeleton that the migration computes for names in ASCII", async () => {
    const characters = Array.from({ length: 128 }, (_, code) => String.fromCodePoint(code));
    for (const name of characters.filter((character) => /[\w.@+-]/.test(character))) {
      const [row] = await db().$queryRaw<[{ skeleton: string }]>`
        SELECT translate(replace(lower(${name}), 'm', 'rn'), '01i', 'oll') AS skeleton`;
      expect(usernameSkeleton(name)).toBe(row.skeleton);
    }
  });
});

describe("the phone number of the form", () => {
  it.each([
    ["+44 7911 123456", "+447911123456"],
    ["+123456789012345", "+123456789012345"],
  ])("is stored as E.164: %s", async (typed, stored) => {
    const input = { ...validRegistration(), phone_number: typed };
    expect(await register(input, newRequestContext())).toMatchObject({
      failure: { errors: { phone_number: expect.any(Array) } },
    });
    const result = await register(input, newRequestContext(), undefined, submittedRegistrationSchema);
    expect(result.ok).toBe(true);
    const where = { usernameCanonical: input.username };
    expect(await db().user.findUnique({ where, select: { phoneNumber: true } })).toEqual({
      phoneNumber: stored,
    });
  });
});
