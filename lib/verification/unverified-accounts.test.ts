import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/database/client";
import { deliverBatch } from "@/lib/mail/deliver-batch";
import { register } from "@/lib/registration/register";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { someContext, someRegistration } from "@/lib/testing/test-users";
import { deleteUnverifiedAccounts, sendVerificationReminders } from "./unverified-accounts";
import { verifyEmail } from "./verify-email";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices();
});
afterAll(() => services.close());

const HOUR_MS = 60 * 60 * 1000;
const DAY_MS = 24 * HOUR_MS;

/** Somebody who registered so long ago. */
async function registered(ageMs: number) {
  const input = someRegistration();
  const result = await register(input, someContext());
  if (!result.ok) throw new Error("The registration failed.");
  const { id } = result.value;
  const createdAt = new Date(Date.now() - ageMs);
  await db().user.update({ where: { id }, data: { createdAt } });
  await db().outboxEmail.updateMany({ where: { userId: id }, data: { createdAt } });
  await deliverBatch();
  return { ...input, id };
}

const exists = async (id: string) => (await db().user.count({ where: { id } })) === 1;

describe("a registration that nobody verifies", () => {
  it("gets one reminder after a day, whose link works, however often and by how many it is looked for", async () => {
    const fresh = await registered(23 * HOUR_MS);
    const due = await registered(25 * HOUR_MS);
    await Promise.all([
      sendVerificationReminders(),
      sendVerificationReminders(),
      sendVerificationReminders(),
    ]);
    await sendVerificationReminders();
    await deliverBatch();
    expect(await services.mailsTo(fresh.email)).toHaveLength(1);
    const mails = await services.mailsTo(due.email);
    expect(mails.map(({ subject }) => subject)).toEqual([
      "Your account is waiting for you - Real MFA",
      "Verify Your Email - Real MFA",
    ]);
    const token = new URL(/http\S+token=\S+/.exec(mails[0]?.text ?? "")?.[0] ?? "http://none").searchParams;
    expect((await verifyEmail(token.get("token") ?? "", someContext())).ok).toBe(true);
  });

  it("reminds nobody who is verified", async () => {
    const { id, email } = await registered(25 * HOUR_MS);
    await db().user.update({ where: { id }, data: { emailVerified: true } });
    await sendVerificationReminders();
    await deliverBatch();
    expect(await services.mailsTo(email)).toHaveLength(1);
  });

  it("is removed after seven days, with all that hangs on it, and its names are free", async () => {
    const young = await registered(6 * DAY_MS);
    const old = await registered(8 * DAY_MS);
    const verified = await registered(8 * DAY_MS);
    await db().user.update({ where: { id: verified.id }, data: { emailVerified: true } });
    expect(await deleteUnverifiedAccounts()).toBe(1);
    expect([await exists(young.id), await exists(old.id), await exists(verified.id)]).toEqual([
      true,
      false,
      true,
    ]);
    expect(await db().outboxEmail.count({ where: { userId: old.id } })).toBe(0);
    const again = await register(
      { ...someRegistration(), username: old.username, email: old.email },
      someContext(),
    );
    expect(again.ok).toBe(true);
  });

  it("is kept while a link that was asked for lately still works, but not for ever", async () => {
    const { id, email } = await registered(7.5 * DAY_MS);
    await db().outboxEmail.create({ data: { userId: id, kind: "verify_email", recipient: email } });
    expect(await deleteUnverifiedAccounts()).toBe(0);
    expect(await exists(id)).toBe(true);
    const createdAt = new Date(Date.now() - 8.1 * DAY_MS);
    await db().user.update({ where: { id }, data: { createdAt } });
    expect(await deleteUnverifiedAccounts()).toBe(1);
  });
});
