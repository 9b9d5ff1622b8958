import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/database/client";
import { login } from "@/lib/login/login";
import { findSession } from "@/lib/sessions/session";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { newRequestContext, testDevice } from "@/lib/testing/test-users";
import { deleteScheduledAccounts, scheduleDeletion } from "./delete-account";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices();
});
afterAll(() => services.close());

const emailOf = async (userId: string) =>
  (await db().user.findUniqueOrThrow({ where: { id: userId } })).email;
const logInAgain = ({ email, password }: { email: string; password: string }) =>
  login({ email, password }, newRequestContext(), "bearer", testDevice);

describe("account deletion", () => {
  it("deletes the account and all its data after a grace period of 7 days", async () => {
    const actor = await newActor();
    expect(await scheduleDeletion({ password: "wrong" }, actor)).toMatchObject({
      failure: { errors: { password: ["incorrect_password"] } },
    });
    expect((await scheduleDeletion({ password: actor.password }, actor)).ok).toBe(true);
    expect(await findSession(actor.token, "bearer")).toBeUndefined();
    expect(await deleteScheduledAccounts()).toBe(0);
    await db().user.update({ where: { id: actor.userId }, data: { deleteAfter: new Date(Date.now() - 1) } });
    expect(await deleteScheduledAccounts()).toBe(1);
    const { userId } = actor;
    expect(await db().user.count({ where: { id: userId } })).toBe(0);
    for (const count of [
      db().auditEvent.count({ where: { userId } }),
      db().device.count({ where: { userId } }),
      db().profile.count({ where: { userId } }),
      db().outboxEmail.count({ where: { userId } }),
    ]) {
      expect(await count).toBe(0);
    }
  });

  it("is cancelled by a login within the grace period", async () => {
    const actor = await newActor();
    await scheduleDeletion({ password: actor.password }, actor);
    expect((await logInAgain(actor)).ok).toBe(true);
    await db().user.updateMany({
      where: { id: actor.userId, deleteAfter: { not: null } },
      data: { deleteAfter: new Date(0) },
    });
    await deleteScheduledAccounts();
    expect(await emailOf(actor.userId)).toBe(actor.email);
  });

  it("limits password guesses across all IP addresses", async () => {
    const actor = await newActor();
    const results = [];
    for (let guess = 0; guess < 6; guess++) {
      const fromAnotherAddress = { ...actor, ipAddress: newRequestContext().ipAddress };
      results.push(await scheduleDeletion({ password: "wrong" }, fromAnotherAddress));
    }
    expect(results.at(-1)).toMatchObject({ failure: { code: "rate_limited" } });
    const events = await db().auditEvent.count({ where: { userId: actor.userId, event: "authz_fail" } });
    expect(events).toBe(5);
  });
});
