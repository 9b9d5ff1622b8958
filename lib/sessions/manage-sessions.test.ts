import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scheduleDeletion } from "@/lib/account/delete-account";
import { listActivity } from "@/lib/account/list-activity";
import { requestEmailChange } from "@/lib/account/request-email-change";
import { db } from "@/lib/database/client";
import { login } from "@/lib/login/login";
import { deliverBatch } from "@/lib/mail/deliver-batch";
import { changePassword } from "@/lib/passwords/change-password";
import { requestPasswordReset } from "@/lib/passwords/request-password-reset";
import { resetPassword } from "@/lib/passwords/reset-password";
import { SessionExpiredError } from "@/lib/result";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { newRequestContext, testDevice, validRegistration } from "@/lib/testing/test-users";
import { listSessions, revokeOtherSessions, revokeSession } from "./manage-sessions";
import { findSession } from "./session";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices({ MAIL_RATE_LIMIT: "9/1m" });
});
afterAll(() => services.close());

const NEW = { password: "Zk3-unlikely-harbour", password2: "Zk3-unlikely-harbour" };

/** Delivers all queued emails and returns the token in the newest one to an address. */
async function newestToken(address: string) {
  while ((await deliverBatch()).claimed > 0);
  const [newest] = await services.mailsTo(address);
  return (
    new URL(/http\S+token=\S+/.exec(newest?.text ?? "")?.[0] ?? "http://none").searchParams.get("token") ?? ""
  );
}

const logInAgain = ({ email, password }: { email: string; password: string }) =>
  login({ email, password }, newRequestContext(), "bearer", testDevice);

describe("sessions", () => {
  it("lists and revokes only the user's own sessions, with effect from the next request", async () => {
    const [actor, stranger] = [await newActor(), await newActor()];
    const otherLogin = await logInAgain(actor);
    const sessions = await listSessions(actor);
    expect(sessions.map(({ isCurrent }) => isCurrent)).toEqual([true, false]);
    const id = sessions[1]?.id ?? "";
    for (const wrongId of ["", "x", stranger.sessionId]) {
      expect(await revokeSession(wrongId, actor)).toEqual({ ok: false, failure: { code: "not_found" } });
    }
    expect((await revokeSession(id, stranger)).ok).toBe(false);
    expect((await revokeSession(id, actor)).ok).toBe(true);
    expect(await findSession(otherLogin.ok ? otherLogin.value.token : "", "bearer")).toBeUndefined();
    await logInAgain(actor);
    await logInAgain(actor);
    expect(await revokeOtherSessions(actor)).toBe(2);
    expect(await findSession(actor.token, "bearer")).toBeDefined();
  });

  it("revokes all sessions permanently when the user is suspended or gets another role", async () => {
    const actor = await newActor();
    const { userId } = actor;
    await db().user.update({ where: { id: userId }, data: { suspendedAt: new Date() } });
    await db().user.update({ where: { id: userId }, data: { suspendedAt: null } });
    expect(await findSession(actor.token, "bearer")).toBeUndefined();
    const laterLogin = await logInAgain(actor);
    await db().user.update({ where: { id: userId }, data: { role: "manager" } });
    expect(await findSession(laterLogin.ok ? laterLogin.value.token : "", "bearer")).toBeUndefined();
    const messages = (await listActivity(actor)).activity.map(({ message }) => message);
    expect(messages).toContain("Account suspended");
    expect(messages).toContain("Role changed to manager");
  });

  it("rejects changes from a session that was revoked while the request was being processed", async () => {
    const actor = await newActor();
    await requestPasswordReset({ email: actor.email }, newRequestContext());
    await resetPassword(await newestToken(actor.email), NEW, newRequestContext());
    // These requests looked up their session before the reset revoked it.
    await expect(requestEmailChange({ email: validRegistration().email }, actor)).rejects.toThrow(
      SessionExpiredError,
    );
    const secondChange = {
      current_password: NEW.password,
      password: "Another-2-harbour",
      password2: "Another-2-harbour",
    };
    await expect(changePassword(secondChange, actor)).rejects.toThrow(SessionExpiredError);
    await expect(scheduleDeletion({ password: NEW.password }, actor)).rejects.toThrow(SessionExpiredError);
  });
});
