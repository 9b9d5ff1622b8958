import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { POST as changeEmail } from "@/app/api/account/email/route";
import { POST as changeAddress } from "@/app/api/auth/change-registration-email/route";
import { POST as forgotPassword } from "@/app/api/auth/forgot-password/route";
import { POST as logIn } from "@/app/api/auth/login/route";
import { POST as postRegistration } from "@/app/api/auth/register/route";
import { POST as resend } from "@/app/api/auth/resend-verification/route";
import { POST as getStatus } from "@/app/api/auth/verification-status/route";
import { POST as verifyCode } from "@/app/api/auth/verify-code/route";
import { cancelEmailChange } from "@/lib/account/cancel-email-change";
import { exportData } from "@/lib/account/export-data";
import { pendingEmail } from "@/lib/account/get-email-change";
import { requestEmailChange } from "@/lib/account/request-email-change";
import { markEmailVerified } from "@/lib/admin/user-emails";
import { db } from "@/lib/database/client";
import { deliverBatch } from "@/lib/mail/deliver-batch";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { newRequestContext, testDevice, validRegistration } from "@/lib/testing/test-users";
import { resendVerification } from "@/lib/verification/resend-verification";
import { sendVerificationReminders } from "@/lib/verification/unverified-accounts";
import { verifyByCode } from "@/lib/verification/verify-by-code";
import { register } from "./register";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices({
    ENUMERATION: "strict",
    // All requests here come from one client.
    REGISTRATION_RATE_LIMIT: "1000/1m",
    NAME_LOOKUP_RATE_LIMIT: "1000/1m",
    MAIL_CLIENT_RATE_LIMIT: "1000/1m",
    LOGIN_CLIENT_RATE_LIMIT: "1000/1m",
    API_ANONYMOUS_RATE_LIMIT: "1000/1m",
  });
});
afterAll(() => services.close());

type Route = (request: Request, context: { params: Promise<Record<string, never>> }) => Promise<Response>;

function post(route: unknown, body: object, token?: string) {
  const headers = { "content-type": "application/json", ...(token && { authorization: `Bearer ${token}` }) };
  const request = new Request("http://localhost:3000/", {
    method: "POST",
    headers,
    body: JSON.stringify(body),
  });
  return (route as Route)(request, { params: Promise.resolve({}) });
}

const UUID = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
const RANDOM = /[\w-]{43}/g;

/** A response as bytes, except for what is random in any response, which has the same length, and for the seconds to wait. */
async function bytesOf(response: Response, names: string[]): Promise<string> {
  const headers = [...response.headers]
    .filter(([name]) => name !== "x-request-id" && name !== "retry-after")
    .map(String);
  let text = [response.status, ...headers, await response.text()].join("\n");
  for (const name of names) text = text.replaceAll(name, "x".repeat(name.length));
  // The names of other registrations in the same test.
  return text
    .replace(/person_[0-9a-f]{8}/g, "N")
    .replace(/\d+ seconds?/g, "S")
    .replace(UUID, "U")
    .replace(RANDOM, "R");
}

/** Registers an account whose address is verified. */
async function verifiedAccount() {
  const input = validRegistration();
  const result = await register(input, newRequestContext());
  if (!result.ok) throw new Error("The registration failed.");
  const { id } = result.value;
  await db().user.update({ where: { id }, data: { emailVerified: true } });
  await db().outboxEmail.deleteMany({ where: { userId: id } });
  return { ...input, id };
}

/** Goes through everything that can be asked about a registration. Returns the answers. */
async function answersAbout(email: string, otherEmail: string): Promise<string[]> {
  const password = "A-stranger's-passw0rd";
  const input = { ...validRegistration(), email, password, password2: password };
  const { username } = input;
  const names = [username, email, otherEmail];
  const registered = await post(postRegistration, input);
  const claim = registered.headers.get("registration-claim") ?? "";
  expect(registered.status).toBe(201);
  const answers: string[] = [];
  const ask = async (route: unknown, body: object) => {
    answers.push(await bytesOf(await post(route, body), names));
  };
  answers.push(await bytesOf(registered, names));
  await ask(postRegistration, { ...validRegistration(), username, email });
  await ask(postRegistration, { ...validRegistration(), email, password2: "other" });
  await ask(postRegistration, { ...validRegistration(), email });
  await ask(getStatus, { claim });
  await ask(verifyCode, { claim, code: "x" });
  for (let attempt = 0; attempt < 7; attempt++) await ask(verifyCode, { claim, code: "000000" });
  await ask(logIn, { email, password });
  await ask(logIn, { email, password: "Another-passw0rd!" });
  await ask(resend, { email });
  await ask(resend, { email });
  await ask(forgotPassword, { email });
  await ask(changeAddress, { claim, email });
  await ask(changeAddress, { claim, email: otherEmail });
  await ask(changeAddress, { claim, email: otherEmail });
  await ask(getStatus, { claim });
  await ask(verifyCode, { claim, code: "000000" });
  await ask(logIn, { email: otherEmail, password });
  await deliverBatch();
  await ask(getStatus, { claim });
  await ask(verifyCode, { claim, code: "000000" });
  return answers;
}

describe("in strict mode", () => {
  it("every answer about an address with an account is that about an unknown one, byte for byte", async () => {
    const [known, otherKnown] = [await verifiedAccount(), await verifiedAccount()];
    const [unknown, otherUnknown] = [validRegistration(), validRegistration()];
    const expected = await answersAbout(unknown.email, otherUnknown.email);
    const answers = await answersAbout(known.email, otherKnown.email);
    const mixed = await answersAbout((await verifiedAccount()).email, validRegistration().email);
    expect(expected.join()).not.toContain("email_taken");
    expect(answers).toEqual(expected);
    expect(mixed).toEqual(expected);
  });

  it("the owner is told once an hour, also after registrations at once, and nobody else gets an email", async () => {
    const owner = await verifiedAccount();
    const attempts = Array.from({ length: 3 }, () => ({ ...validRegistration(), email: owner.email }));
    const results = await Promise.all(attempts.map((input) => register(input, newRequestContext())));
    expect(results.filter(({ ok }) => !ok)).toEqual([]);
    await deliverBatch();
    const emails = await services.mailsTo(owner.email);
    expect(emails.map(({ subject }) => subject)).toEqual(["You already have an account"]);
    expect(emails[0]?.text).toContain(`Hi ${owner.username},`);
    const hourAgo = new Date(Date.now() - 61 * 60 * 1000);
    await db().outboxEmail.updateMany({ where: { userId: owner.id }, data: { createdAt: hourAgo } });
    await register({ ...validRegistration(), email: owner.email }, newRequestContext());
    await deliverBatch();
    expect(await services.mailsTo(owner.email)).toHaveLength(2);
  });

  it("the owner of a verified account who requests another verification email is told once", async () => {
    const { email } = await verifiedAccount();
    for (let request = 0; request < 2; request++) {
      expect((await resendVerification({ email }, newRequestContext())).ok).toBe(request === 0);
      await deliverBatch();
    }
    const emails = await services.mailsTo(email);
    expect(emails.map(({ subject }) => subject)).toEqual(["You already have an account"]);
    for (const path of ["/login", "/forgot-password"]) expect(emails[0]?.text).toContain(path);
  });

  it("an unknown address that several register at once has one real registration", async () => {
    const { email } = validRegistration();
    const attempts = Array.from({ length: 3 }, () => ({ ...validRegistration(), email }));
    const results = await Promise.all(attempts.map((input) => register(input, newRequestContext())));
    expect(results.filter(({ ok }) => !ok)).toEqual([]);
    expect(await db().user.count({ where: { email } })).toBe(3);
    expect(await db().user.count({ where: { email, emailCanonical: email } })).toBe(1);
  });

  it("a decoy is never verified and gets no reminder, and becomes real with an address of its own", async () => {
    const owner = await verifiedAccount();
    const result = await register({ ...validRegistration(), email: owner.email }, newRequestContext());
    if (!result.ok) throw new Error("The registration failed.");
    const { id, claim = "" } = result.value;
    await expect(db().user.update({ where: { id }, data: { emailVerified: true } })).rejects.toThrow();
    const createdAt = new Date(Date.now() - 25 * 60 * 60 * 1000);
    await db().user.update({ where: { id }, data: { createdAt } });
    await sendVerificationReminders();
    await deliverBatch();
    expect((await services.mailsTo(owner.email)).map(({ subject }) => subject)).toEqual([
      "You already have an account",
    ]);
    const { email } = validRegistration();
    expect((await post(changeAddress, { claim, email })).status).toBe(200);
    await deliverBatch();
    const code = /\n(\d{6})\n/.exec((await services.mailsTo(email))[0]?.text ?? "")?.[1];
    const verified = await verifyByCode({ claim, code }, newRequestContext(), { device: testDevice });
    expect(verified.ok).toBe(true);
  });

  it("a change to the address of another account is answered like any other, byte for byte", async () => {
    const answers: string[] = [];
    for (const email of [(await verifiedAccount()).email, validRegistration().email]) {
      const { token } = await newActor();
      answers.push(await bytesOf(await post(changeEmail, { email }, token), [email]));
    }
    expect(answers[0]).toMatch(/^200\n/);
    expect(answers[0]).toBe(answers[1]);
  });

  it("a change to the address of another account waits for its confirmation like any other, and can be canceled", async () => {
    const owner = await verifiedAccount();
    const { email } = validRegistration();
    const shown = [];
    for (const newEmail of [owner.email, email]) {
      const actor = await newActor();
      const result = await requestEmailChange({ email: newEmail }, actor);
      expect(result).toEqual({ ok: true, value: { email: newEmail, session: undefined } });
      await deliverBatch();
      const pending = (await pendingEmail(actor)) === newEmail;
      const events = await db().auditEvent.findMany({
        where: { userId: actor.userId },
        orderBy: { createdAt: "asc" },
        select: { event: true },
      });
      await cancelEmailChange(actor);
      shown.push({ pending, events, after: await pendingEmail(actor) });
    }
    expect(shown[0]).toMatchObject({ pending: true, after: undefined });
    expect(shown[0]).toEqual(shown[1]);
    expect((await services.mailsTo(owner.email)).map(({ subject }) => subject)).toEqual([
      "You already have an account",
    ]);
  });

  it("the account's data doesn't say which of the addresses that were asked for have an account", async () => {
    const owner = await verifiedAccount();
    const exported = [];
    for (const email of [owner.email, validRegistration().email]) {
      const actor = await newActor();
      await requestEmailChange({ email }, actor);
      await deliverBatch();
      const result = await exportData({}, actor);
      if (!result.ok) throw new Error("The export failed.");
      exported.push(result.value.data.outboxEmails.map(({ kind, state }) => [kind, state]));
    }
    expect(exported[0]).toEqual([["email_change_requested", "sent"]]);
    expect(exported[1]).toEqual(exported[0]);
  });

  it("admins can't act on a decoy", async () => {
    const owner = await verifiedAccount();
    const result = await register({ ...validRegistration(), email: owner.email }, newRequestContext());
    if (!result.ok) throw new Error("The registration failed.");
    const refused = await markEmailVerified(result.value.id, {}, await newActor("admin"));
    expect(refused).toEqual({ ok: false, failure: { code: "refused", reason: "decoy" } });
  });
});
