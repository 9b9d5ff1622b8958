import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { confirmEmailChange } from "@/lib/account/confirm-email-change";
import { requestEmailChange } from "@/lib/account/request-email-change";
import { db } from "@/lib/database/client";
import { confirmLogin, getPendingLogin } from "@/lib/login/confirm-login";
import { deliverBatch } from "@/lib/mail/deliver-batch";
import { queueEmail } from "@/lib/mail/queue-email";
import { requestPasswordReset } from "@/lib/passwords/request-password-reset";
import { resetPassword } from "@/lib/passwords/reset-password";
import { revokeSessionToken } from "@/lib/sessions/session";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { newRequestContext, testDevice, validRegistration } from "@/lib/testing/test-users";
import { createBulkJob, getBulkJob } from "./bulk-jobs";
import { requireNewPassword } from "./require-new-password";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices();
});
afterAll(() => services.close());

describe("links that were sent before", () => {
  it("no longer work once a new password is required: none gets around it", async () => {
    const owner = await newActor();
    const admin = await newActor("admin");
    const { userId } = owner;
    const { email } = validRegistration();
    expect((await requestEmailChange({ email }, owner)).ok).toBe(true);
    await requestPasswordReset({ email: owner.email }, newRequestContext());
    await db().$transaction((transaction) =>
      queueEmail(transaction, {
        kind: "confirm_login",
        userId,
        details: { device: "Firefox" },
        origin: { ipAddress: "" },
      }),
    );
    while ((await deliverBatch()).claimed > 0);
    const tokenTo = async (address: string, path: string) => {
      const mails = await services.mailsTo(address);
      const text = mails.map((mail) => mail.text).find((text) => text.includes(path)) ?? "";
      return new RegExp(`${path}\\?token=([\\w-]+)`).exec(text)?.[1] ?? "";
    };
    const tokens = {
      reset: await tokenTo(owner.email, "/reset-password"),
      login: await tokenTo(owner.email, "/confirm-login"),
      change: await tokenTo(email, "/confirm-email"),
    };
    expect(Object.values(tokens)).not.toContain("");
    expect((await getPendingLogin(tokens.login)).ok).toBe(true);
    expect(await requireNewPassword(userId, {}, admin)).toMatchObject({ ok: true });
    const context = newRequestContext();
    expect(await getPendingLogin(tokens.login)).toMatchObject({ ok: false });
    expect(await confirmLogin({ token: tokens.login }, context, "bearer", testDevice)).toMatchObject({
      ok: false,
    });
    expect(await confirmEmailChange(tokens.change, { ...context, userId })).toMatchObject({ ok: false });
    const password = "Zk3-unlikely-harbour";
    const input = { password, password2: password };
    expect(await resetPassword(tokens.reset, input, context)).toMatchObject({ ok: false });
  });
});

describe("bulk jobs that were started before", () => {
  it("are canceled, also if no session is left: whoever started one may have logged out", async () => {
    const [owner, admin] = [await newActor("admin"), await newActor("admin")];
    const job = await createBulkJob({ action: "reactivate", filters: { q: "nobody" } }, owner);
    await revokeSessionToken(owner.token, owner);
    const stateOf = async () => (job.ok ? (await getBulkJob(job.value.id))?.state : undefined);
    expect(await stateOf()).toBe("running");
    expect(await requireNewPassword(owner.userId, {}, admin)).toMatchObject({ ok: true });
    expect(await stateOf()).toBe("canceled");
  });
});
