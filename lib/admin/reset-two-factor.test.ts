import { afterAll, beforeAll, expect, it } from "vitest";
import { db } from "@/lib/database/client";
import { deliverBatch } from "@/lib/mail/deliver-batch";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { newSubject } from "@/lib/testing/test-subject";
import { completeResets, remindOfResets } from "@/lib/two-factor/pending-reset";
import { cancelUserTwoFactorReset, resetUserTwoFactor, scheduleTwoFactorReset } from "./reset-two-factor";

const DAY_MS = 24 * 60 * 60 * 1000;

let services: TestServices;
let admin: Awaited<ReturnType<typeof newActor>>;
beforeAll(async () => {
  services = await startTestServices();
  admin = await newActor("admin");
});
afterAll(() => services.close());

const refused = (reason: string) => ({ ok: false, failure: { code: "refused", reason } });
const kindsTo = async (userId: string) =>
  (await db().outboxEmail.findMany({ where: { userId }, orderBy: { createdAt: "asc" } })).map(
    ({ kind }) => kind,
  );
const isOn = async (id: string) =>
  (await db().user.findUniqueOrThrow({ where: { id } })).twoFactorSince !== null;

it("waits for its time if it was scheduled, once, and can be done at once all the same", async () => {
  const { id } = await newSubject({ twoFactorSince: new Date() });
  expect(await scheduleTwoFactorReset(id, {}, admin)).toMatchObject({ ok: true });
  expect(await scheduleTwoFactorReset(id, {}, admin)).toEqual(refused("reset_pending"));
  expect(await isOn(id)).toBe(true);
  expect(await resetUserTwoFactor(id, {}, admin)).toMatchObject({ ok: true });
  expect(await isOn(id)).toBe(false);
  expect(await scheduleTwoFactorReset(id, {}, admin)).toEqual(refused("no_second_factor"));
  expect(await db().twoFactorReset.count({ where: { userId: id, canceledAt: null } })).toBe(0);
  expect(await kindsTo(id)).toEqual(["two_factor_reset_requested", "two_factor_reset_done"]);
});

it("can be canceled, which the user is told", async () => {
  const { id } = await newSubject({ twoFactorSince: new Date() });
  expect(await cancelUserTwoFactorReset(id, {}, admin)).toEqual(refused("no_reset_pending"));
  await scheduleTwoFactorReset(id, {}, admin);
  expect(await cancelUserTwoFactorReset(id, {}, admin)).toMatchObject({ ok: true });
  expect(await isOn(id)).toBe(true);
  const canceled = await db().outboxEmail.findFirstOrThrow({
    where: { userId: id, kind: "two_factor_reset_canceled" },
  });
  expect(canceled.details).toMatchObject({ requestedBy: "An administrator" });
  expect(JSON.stringify(canceled.details)).not.toContain(admin.ipAddress);
});

it("says to its end that an admin asked for it", async () => {
  const { id, email } = await newSubject({ twoFactorSince: new Date() });
  await scheduleTwoFactorReset(id, {}, admin);
  await db().twoFactorReset.updateMany({
    where: { userId: id },
    data: { createdAt: new Date(Date.now() - DAY_MS) },
  });
  expect(await remindOfResets()).toBe(1);
  await db().twoFactorReset.updateMany({ where: { userId: id }, data: { dueAt: new Date(0) } });
  expect(await completeResets()).toBe(1);
  expect(await isOn(id)).toBe(false);
  const reset = await db().auditEvent.findFirstOrThrow({ where: { userId: id, event: "mfa_reset" } });
  expect(reset.details).toEqual({ by: "admin" });
  while ((await deliverBatch()).claimed > 0);
  const mails = await services.mailsTo(email);
  expect(mails).toHaveLength(3);
  for (const { text } of mails)
    expect(text.replaceAll("\n", " ")).toMatch(/An administrator (requested|made this change)/);
});
