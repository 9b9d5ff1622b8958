import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/database/client";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { exportData } from "./export-data";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices();
});
afterAll(() => services.close());

const MINUTE_MS = 60 * 1000;

describe("an export", () => {
  it("requires recent authentication, and records nothing without it", async () => {
    const actor = await newActor();
    const stale = { ...actor, authenticatedAt: new Date(Date.now() - 11 * MINUTE_MS) };
    const failures = [
      [{}, "password_needed"],
      [{ password: "" }, "password_needed"],
      [{ password: "wrong" }, "incorrect_password"],
    ] as const;
    for (const [input, message] of failures) {
      expect(await exportData(input, stale)).toEqual({
        ok: false,
        failure: { code: "invalid", errors: { password: [message] } },
      });
    }
    for (const malformed of [null, "text", { password: ["a list"] }])
      expect(await exportData(malformed, stale)).toMatchObject({ failure: { code: "invalid" } });
    const exports = () => db().auditEvent.count({ where: { userId: actor.userId, event: "sensitive_read" } });
    expect(await exports()).toBe(0);
    const result = await exportData({ password: actor.password }, stale);
    expect(result).toMatchObject({ ok: true, value: { data: { email: actor.email } } });
    expect(await exports()).toBe(1);
    // The program is likely to store the data as a file.
    if (result.ok)
      expect(JSON.stringify(result.value.data)).not.toContain(result.value.session?.token ?? "none");
  });

  it("says when the address was verified, and what is known of each email", async () => {
    const actor = await newActor();
    const linkOpenedAt = new Date("2026-11-02T08:16:00Z");
    const email = { userId: actor.userId, kind: "verify_email", recipient: actor.email } as const;
    await db().outboxEmail.create({ data: { ...email, state: "delivered", linkOpenedAt } });
    const result = await exportData({}, actor);
    expect(result).toMatchObject({
      ok: true,
      value: {
        data: { emailVerifiedAt: expect.any(Date), outboxEmails: [{ linkOpenedAt, deliveredAt: null }] },
      },
    });
  });

  it("is refused after too many wrong passwords, also with the correct one", async () => {
    const actor = await newActor();
    const stale = { ...actor, authenticatedAt: new Date(0) };
    for (let guess = 0; guess < 5; guess++) await exportData({ password: "wrong" }, stale);
    expect(await exportData({ password: actor.password }, stale)).toMatchObject({
      failure: { code: "rate_limited" },
    });
  });
});
