import { afterAll, beforeAll, expect, it } from "vitest";
import { db } from "@/lib/database/client";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { replaceRecoveryCodes } from "@/lib/two-factor/recovery-codes";
import { readAccountNotices } from "./account-notices";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices();
});
afterAll(() => services.close());

it("reads the scheduled deletion, a reset that waits, and the number of recovery codes once two-factor authentication is on", async () => {
  const { userId } = await newActor();
  expect(await readAccountNotices(userId)).toEqual({});
  await db().$transaction((transaction) => replaceRecoveryCodes(transaction, userId));
  expect(await readAccountNotices(userId)).toEqual({});
  const deleteAfter = new Date("2030-01-01T00:00:00Z");
  await db().user.update({ where: { id: userId }, data: { twoFactorSince: new Date(), deleteAfter } });
  expect(await readAccountNotices(userId)).toEqual({ deleteAfter, recoveryCodes: 10 });
  const dueAt = new Date("2030-02-01T00:00:00Z");
  const reset = await db().twoFactorReset.create({ data: { userId, dueAt } });
  expect(await readAccountNotices(userId)).toMatchObject({ resetDueAt: dueAt });
  await db().twoFactorReset.update({ where: { id: reset.id }, data: { canceledAt: new Date() } });
  expect(await readAccountNotices(userId)).not.toHaveProperty("resetDueAt");
  await db().recoveryCode.deleteMany({ where: { userId } });
  expect((await readAccountNotices(userId)).recoveryCodes).toBe(0);
});
