import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/database/client";
import { deliverBatch } from "@/lib/mail/deliver-batch";
import { register } from "@/lib/registration/register";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newRequestContext, testDevice, validRegistration } from "@/lib/testing/test-users";
import {
  codeInText,
  registerUnverified,
  tokenInText,
  verifyWithClaim,
} from "@/lib/testing/test-verification";
import { deleteUnverifiedAccounts, sendVerificationReminders } from "./unverified-accounts";
import { verifyByCode } from "./verify-by-code";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices();
});
afterAll(() => services.close());

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** Creates an unverified account of the given age. */
async function createUnverifiedUser(ageMs: number) {
  const user = await registerUnverified();
  const { id } = user;
  const createdAt = new Date(Date.now() - ageMs);
  await db().user.update({ where: { id }, data: { createdAt } });
  await db().outboxEmail.updateMany({ where: { userId: id }, data: { createdAt } });
  await deliverBatch();
  return user;
}

const exists = async (id: string) => (await db().user.count({ where: { id } })) === 1;

describe("an unverified account", () => {
  it("gets one reminder with a working link after a day, even from concurrent runs of the job", async () => {
    const fresh = await createUnverifiedUser(23 * HOUR_MS);
    const due = await createUnverifiedUser(25 * HOUR_MS);
    await Promise.all([
      sendVerificationReminders(),
      sendVerificationReminders(),
      sendVerificationReminders(),
    ]);
    await sendVerificationReminders();
    await deliverBatch();
    expect(await services.mailsTo(fresh.email)).toHaveLength(1);
    const emails = await services.mailsTo(due.email);
    expect(emails.map(({ subject }) => subject)).toEqual([
      "Reminder: verify your email address",
      "Verify Your Email - Real MFA",
    ]);
    const [reminder, first] = emails.map(({ text }) => ({
      code: codeInText(text),
      token: tokenInText(text),
    }));
    expect(reminder?.code).toMatch(/^\d{6}$/);
    expect(reminder?.code).not.toBe(first?.code);
    expect((await verifyWithClaim(first?.token ?? "", due.claim)).ok).toBe(false);
    const typed = { claim: due.claim, code: reminder?.code };
    expect((await verifyByCode(typed, newRequestContext(), { device: testDevice })).ok).toBe(true);
  });

  it("gets no reminder once it is verified", async () => {
    const { id, email } = await createUnverifiedUser(25 * HOUR_MS);
    await db().user.update({ where: { id }, data: { emailVerified: true } });
    await sendVerificationReminders();
    await deliverBatch();
    expect(await services.mailsTo(email)).toHaveLength(1);
  });

  it("is deleted with all its data after 7 days, which frees its username and email address", async () => {
    const young = await createUnverifiedUser(6 * DAY_MS);
    const old = await createUnverifiedUser(8 * DAY_MS);
    const verified = await createUnverifiedUser(8 * DAY_MS);
    await db().user.update({ where: { id: verified.id }, data: { emailVerified: true } });
    expect(await deleteUnverifiedAccounts()).toBe(1);
    expect([await exists(young.id), await exists(old.id), await exists(verified.id)]).toEqual([
      true,
      false,
      true,
    ]);
    expect(await db().outboxEmail.count({ where: { userId: old.id } })).toBe(0);
    const second = await register(
      { ...validRegistration(), username: old.username, email: old.email },
      newRequestContext(),
    );
    expect(second.ok).toBe(true);
  });

  it("is kept while a recently requested link still works, but for at most one more day", async () => {
    const { id, email } = await createUnverifiedUser(7.5 * DAY_MS);
    await db().outboxEmail.create({ data: { userId: id, kind: "verify_email", recipient: email } });
    expect(await deleteUnverifiedAccounts()).toBe(0);
    expect(await exists(id)).toBe(true);
    const createdAt = new Date(Date.now() - 8.1 * DAY_MS);
    await db().user.update({ where: { id }, data: { createdAt } });
    expect(await deleteUnverifiedAccounts()).toBe(1);
  });
});
