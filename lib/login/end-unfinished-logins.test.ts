import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/database/client";
import type { RequestContext } from "@/lib/http/request-context";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { addAuthenticatorApp, totpCode } from "@/lib/testing/test-two-factor";
import { newRequestContext, testDevice } from "@/lib/testing/test-users";
import { endUnfinishedLogins } from "./end-unfinished-logins";
import { login } from "./login";
import { verifyLogin } from "./verify-login";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices();
});
afterAll(() => services.close());

async function newProtectedUser() {
  const actor = await newActor();
  return { ...actor, ...(await addAuthenticatorApp(actor)) };
}

/** Enters the correct password. @returns the token for the second step */
async function enterPassword(user: { email: string; password: string }, context: RequestContext) {
  const { email, password } = user;
  const pending = await login({ email, password }, context, "bearer", testDevice);
  if (pending.ok || pending.failure.code !== "mfa_required") throw new Error("There is no pending login.");
  return pending.failure.mfaToken;
}

const expireAll = () => db().pendingLogin.updateMany({ data: { expiresAt: new Date(0) } });

const failuresOf = (userId: string) =>
  db().auditEvent.findMany({
    where: { userId, event: "authn_login_fail" },
    select: { details: true, personal: true, ipAddress: true, requestId: true },
  });

describe("a login whose second factor nobody enters", () => {
  it("is recorded as failed once it has expired, with where it came from", async () => {
    const user = await newProtectedUser();
    const context = newRequestContext();
    await enterPassword(user, context);
    await endUnfinishedLogins();
    expect(await failuresOf(user.userId)).toEqual([]);
    await expireAll();
    expect(await endUnfinishedLogins()).toBe(1);
    const { ipAddress, requestId } = context;
    const details = { reason: "second_factor_missing" };
    const personal = { device: testDevice.device_name };
    expect(await failuresOf(user.userId)).toEqual([{ details, personal, ipAddress, requestId }]);
    expect(await endUnfinishedLogins()).toBe(0);
  });

  it("is recorded once for each client, however many logins it began", async () => {
    const user = await newProtectedUser();
    const [first, second] = [newRequestContext(), newRequestContext()];
    for (const context of [first, first, second]) await enterPassword(user, context);
    await expireAll();
    expect(await endUnfinishedLogins()).toBe(3);
    const failures = await failuresOf(user.userId);
    expect(failures.map(({ ipAddress }) => ipAddress).sort()).toEqual(
      [first.ipAddress, second.ipAddress].sort(),
    );
  });

  it("isn't recorded if the client logged in since, nor again after a wrong code", async () => {
    const user = await newProtectedUser();
    const [owner, stranger] = [newRequestContext(), newRequestContext()];
    await enterPassword(user, owner);
    const mfa_token = await enterPassword(user, owner);
    expect((await verifyLogin({ mfa_token, code: totpCode(user.key) }, owner, "bearer")).ok).toBe(true);
    await verifyLogin({ mfa_token: await enterPassword(user, stranger), code: "000000" }, stranger, "bearer");
    await expireAll();
    expect(await endUnfinishedLogins()).toBe(2);
    const failures = await failuresOf(user.userId);
    expect(failures.map(({ details }) => details)).toEqual([{ reason: "second_factor" }]);
  });
});
