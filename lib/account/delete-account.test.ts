import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/database/client";
import { login } from "@/lib/login/login";
import { SessionExpiredError } from "@/lib/result";
import { findSession } from "@/lib/sessions/session";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { newRequestContext, testDevice } from "@/lib/testing/test-users";
import { deleteScheduledAccounts, scheduleDeletion } from "./delete-account";
import { keepAccount, scheduledDeletion } from "./keep-account";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices();
});
afterAll(() => services.close());

/** Logs the actor in again and returns the actor of the new session. */
async function logInAgain({ email, password, userId }: { email: string; password: string; userId: string }) {
  const context = newRequestContext();
  const result = await login({ email, password }, context, "bearer", testDevice);
  const token = result.ok ? result.value.token : "";
  const session = await findSession(token, "bearer");
  if (!session) throw new Error("The login failed.");
  return { ...session, ...context, userId, token };
}

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
      db().device.count({ where: { userId } }),
      db().profile.count({ where: { userId } }),
      db().outboxEmail.count({ where: { userId } }),
    ]) {
      expect(await count).toBe(0);
    }
    // The audit events stay, with nothing that identifies the person.
    const events = await db().auditEvent.findMany({ where: { userId } });
    expect(events.map(({ event }) => event)).toContain("user_archived");
    for (const { personal, ipAddress, userAgent } of events)
      expect({ personal, ipAddress, userAgent }).toEqual({ personal: {}, ipAddress: "", userAgent: "" });
  });

  it("stays scheduled after a login, until the owner keeps the account", async () => {
    const actor = await newActor();
    const result = await scheduleDeletion({ password: actor.password }, actor);
    const again = await logInAgain(actor);
    expect(await scheduledDeletion(actor.userId)).toEqual(result.ok && result.value);
    expect(await keepAccount(again)).toBe(true);
    expect(await keepAccount(again)).toBe(false);
    expect(await scheduledDeletion(actor.userId)).toBeUndefined();
    const { userId } = actor;
    expect(await db().auditEvent.count({ where: { userId, event: "user_restored" } })).toBe(1);
    expect(await db().outboxEmail.count({ where: { userId, kind: "deletion_canceled" } })).toBe(1);
  });

  it("keeps its date if it is requested again", async () => {
    const actor = await newActor();
    const first = await scheduleDeletion({ password: actor.password }, actor);
    const again = await logInAgain(actor);
    expect(await scheduleDeletion({ password: actor.password }, again)).toEqual(first);
    expect(await findSession(again.token, "bearer")).toBeUndefined();
    const { userId } = actor;
    expect(await db().outboxEmail.count({ where: { userId, kind: "deletion_scheduled" } })).toBe(1);
  });

  it("is either carried out or canceled when both happen at the same moment", async () => {
    const password = (await newActor()).password;
    const actors = await Promise.all(Array.from({ length: 8 }, () => newActor()));
    const again: Awaited<ReturnType<typeof logInAgain>>[] = [];
    for (const actor of actors) {
      await scheduleDeletion({ password }, actor);
      again.push(await logInAgain(actor));
    }
    const ids = actors.map(({ userId }) => userId);
    await db().user.updateMany({ where: { id: { in: ids } }, data: { deleteAfter: new Date(0) } });
    const [outcomes, deleted] = await Promise.all([
      Promise.allSettled(again.map((actor) => keepAccount(actor))),
      deleteScheduledAccounts(),
    ]);
    const kept = outcomes.filter(({ status }) => status === "fulfilled");
    expect(await db().user.count({ where: { id: { in: ids } } })).toBe(kept.length);
    expect(kept.length + deleted).toBe(actors.length);
    for (const outcome of outcomes)
      if (outcome.status === "rejected") expect(outcome.reason).toBeInstanceOf(SessionExpiredError);
  });

  it("can't be canceled by a revoked session", async () => {
    const actor = await newActor();
    await scheduleDeletion({ password: actor.password }, actor);
    await expect(keepAccount(actor)).rejects.toThrow(SessionExpiredError);
    expect(await scheduledDeletion(actor.userId)).toBeDefined();
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
