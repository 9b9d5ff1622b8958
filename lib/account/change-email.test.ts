import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { editUser } from "@/lib/admin/edit-user";
import { db } from "@/lib/database/client";
import { login } from "@/lib/login/login";
import { deliverBatch } from "@/lib/mail/deliver-batch";
import { changePassword } from "@/lib/passwords/change-password";
import { requestPasswordReset } from "@/lib/passwords/request-password-reset";
import { resetPassword } from "@/lib/passwords/reset-password";
import { register } from "@/lib/registration/register";
import type { Actor } from "@/lib/sessions/current-user";
import { revokeOtherSessions } from "@/lib/sessions/manage-sessions";
import { findSession } from "@/lib/sessions/session";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { newRequestContext, testDevice, validRegistration } from "@/lib/testing/test-users";
import { cancelEmailChange } from "./cancel-email-change";
import { confirmEmailChange } from "./confirm-email-change";
import { getEmailChange, pendingEmail } from "./get-email-change";
import { requestEmailChange } from "./request-email-change";
import { undoEmailChange } from "./undo-email-change";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices({ MAIL_RATE_LIMIT: "9/1m" });
});
afterAll(() => services.close());

const MINUTE_MS = 60 * 1000;
const NEW = { password: "Zk3-unlikely-harbour", password2: "Zk3-unlikely-harbour" };

/** Delivers all queued emails and returns the token in the newest one to an address. */
async function newestToken(address: string) {
  while ((await deliverBatch()).claimed > 0);
  const [newest] = await services.mailsTo(address);
  return (
    new URL(/http\S+token=\S+/.exec(newest?.text ?? "")?.[0] ?? "http://none").searchParams.get("token") ?? ""
  );
}

const emailOf = async (userId: string) =>
  (await db().user.findUniqueOrThrow({ where: { id: userId } })).email;
const logInAgain = ({ email, password }: { email: string; password: string }) =>
  login({ email, password }, newRequestContext(), "bearer", testDevice);

describe("email change", () => {
  it("takes effect once when confirmed, revokes links sent to the old address and can be undone", async () => {
    const actor = await newActor();
    const { email } = validRegistration();
    await requestPasswordReset({ email: actor.email }, newRequestContext());
    const resetToken = await newestToken(actor.email);
    expect((await requestEmailChange({ email }, actor)).ok).toBe(true);
    const token = await newestToken(email);
    for (let view = 0; view < 3; view++) await getEmailChange("confirm-email-change", token);
    expect(await emailOf(actor.userId)).toBe(actor.email);
    const results = await Promise.all(Array.from({ length: 10 }, () => confirmEmailChange(token, actor)));
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await emailOf(actor.userId)).toBe(email);
    expect(await resetPassword(resetToken, NEW, newRequestContext())).toMatchObject({
      failure: { code: "unknown" },
    });

    const undoToken = await newestToken(actor.email);
    expect((await undoEmailChange(undoToken, newRequestContext())).ok).toBe(true);
    expect(await emailOf(actor.userId)).toBe(actor.email);
    expect(await findSession(actor.token, "bearer")).toBeUndefined();
    expect(await logInAgain(actor)).toMatchObject({ failure: { code: "wrong_credentials" } });
    while ((await deliverBatch()).claimed > 0);
    const [notice] = await services.mailsTo(email);
    expect(notice?.subject).toContain("Your previous email address was restored");
    expect(await undoEmailChange(undoToken, newRequestContext())).toMatchObject({
      failure: { code: "used" },
    });
    expect((await resetPassword(await newestToken(actor.email), NEW, newRequestContext())).ok).toBe(true);
  });

  it("takes a login to the account: the owner of the new mailbox may be somebody else", async () => {
    const [actor, owner] = [await newActor(), await newActor()];
    const { email } = validRegistration();
    await requestEmailChange({ email }, actor);
    const token = await newestToken(email);
    for (const client of [newRequestContext(), owner]) {
      expect(await confirmEmailChange(token, client)).toEqual({
        ok: false,
        failure: { code: "login_required" },
      });
    }
    expect(await emailOf(actor.userId)).toBe(actor.email);
    expect(await emailOf(owner.userId)).toBe(owner.email);
    expect((await confirmEmailChange(token, actor)).ok).toBe(true);
  });

  it("takes no login if an admin began the change: its owner may be unable to log in", async () => {
    const [actor, admin] = [await newActor(), await newActor("admin")];
    const { email } = validRegistration();
    expect(await editUser(actor.userId, { email }, admin)).toMatchObject({ ok: true });
    expect((await confirmEmailChange(await newestToken(email), newRequestContext())).ok).toBe(true);
    expect(await emailOf(actor.userId)).toBe(email);
  });

  it("is rejected if another account has taken the address, without consuming the link", async () => {
    const actor = await newActor();
    const rival = validRegistration();
    await requestEmailChange({ email: rival.email }, actor);
    const token = await newestToken(rival.email);
    await register(rival, newRequestContext());
    expect(await confirmEmailChange(token, actor)).toEqual({
      ok: false,
      failure: { code: "invalid", errors: { email: ["email_taken"] } },
    });
    expect(await emailOf(actor.userId)).toBe(actor.email);
    await db().user.deleteMany({ where: { emailCanonical: rival.email } });
    expect((await confirmEmailChange(token, actor)).ok).toBe(true);
  });

  it("can be undone after a second change and after the old address was registered again", async () => {
    const actor = await newActor();
    const [one, two] = [validRegistration().email, validRegistration().email];
    await requestEmailChange({ email: one }, actor);
    await confirmEmailChange(await newestToken(one), actor);
    const undoToken = await newestToken(actor.email);
    const actorAfterChange = { ...actor, user: { ...actor.user, email: one } };
    await requestEmailChange({ email: two }, actorAfterChange);
    await confirmEmailChange(await newestToken(two), actor);
    const attackerUndoToken = await newestToken(one);
    await register({ ...validRegistration(), email: actor.email }, newRequestContext());

    expect((await undoEmailChange(undoToken, newRequestContext())).ok).toBe(true);
    expect(await emailOf(actor.userId)).toBe(actor.email);
    expect((await undoEmailChange(attackerUndoToken, newRequestContext())).ok).toBe(false);
    expect(await emailOf(actor.userId)).toBe(actor.email);
    expect((await resetPassword(await newestToken(actor.email), NEW, newRequestContext())).ok).toBe(true);
  });

  it.each([
    [
      "a password reset",
      async (actor: Actor & { email: string }) => {
        await requestPasswordReset({ email: actor.email }, newRequestContext());
        await resetPassword(await newestToken(actor.email), NEW, newRequestContext());
      },
    ],
    [
      "a password change",
      async (actor: Actor & { password: string }) => {
        await changePassword({ current_password: actor.password, ...NEW }, actor);
      },
    ],
  ])("is canceled by %s", async (_, change) => {
    const actor = await newActor();
    const { email } = validRegistration();
    await requestEmailChange({ email }, actor);
    const token = await newestToken(email);
    await change(actor);
    expect((await confirmEmailChange(token, actor)).ok).toBe(false);
    expect(await emailOf(actor.userId)).toBe(actor.email);
  });

  it("revokes a reset link still queued for the new address when it is undone", async () => {
    const actor = await newActor();
    const { email } = validRegistration();
    await requestEmailChange({ email }, actor);
    await confirmEmailChange(await newestToken(email), actor);
    const undoToken = await newestToken(actor.email);
    await requestPasswordReset({ email }, newRequestContext());
    await undoEmailChange(undoToken, newRequestContext());
    const removedAddressToken = await newestToken(email);
    expect(await resetPassword(removedAddressToken, NEW, newRequestContext())).toMatchObject({ ok: false });
    expect((await resetPassword(await newestToken(actor.email), NEW, newRequestContext())).ok).toBe(true);
  });

  it("requires recent authentication", async () => {
    const actor = await newActor();
    const stale = { ...actor, authenticatedAt: new Date(Date.now() - 11 * MINUTE_MS) };
    const { email } = validRegistration();
    expect(await requestEmailChange({ email }, stale)).toMatchObject({
      failure: { errors: { password: ["password_needed"] } },
    });
    expect(await requestEmailChange({ email, password: "wrong" }, stale)).toMatchObject({
      failure: { errors: { password: ["incorrect_password"] } },
    });
    const result = await requestEmailChange({ email, password: actor.password }, stale);
    const session = await findSession((result.ok && result.value.session?.token) || "", "bearer");
    expect(session?.authenticatedAt.getTime()).toBeGreaterThan(Date.now() - MINUTE_MS);
  });

  it("is listed as pending and can be canceled", async () => {
    const actor = await newActor();
    const { email } = validRegistration();
    expect(await pendingEmail(actor)).toBeUndefined();
    await requestEmailChange({ email }, actor);
    expect(await pendingEmail(actor)).toBe(email);
    const token = await newestToken(email);
    await cancelEmailChange(actor);
    expect(await pendingEmail(actor)).toBeUndefined();
    expect(await confirmEmailChange(token, actor)).toMatchObject({ failure: { code: "used" } });
  });

  it("is canceled when the session that requested it is revoked", async () => {
    const actor = await newActor();
    const { email } = validRegistration();
    const otherLogin = await logInAgain(actor);
    const intruder = {
      ...actor,
      ...(await findSession(otherLogin.ok ? otherLogin.value.token : "", "bearer")),
    };
    expect((await requestEmailChange({ email }, intruder)).ok).toBe(true);
    const token = await newestToken(email);
    expect(await revokeOtherSessions(actor)).toBe(1);
    expect(await confirmEmailChange(token, actor)).toMatchObject({ failure: { code: "used" } });
    expect(await emailOf(actor.userId)).toBe(actor.email);
  });
});
