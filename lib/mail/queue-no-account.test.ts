import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/database/client";
import { requestPasswordReset } from "@/lib/passwords/request-password-reset";
import { register } from "@/lib/registration/register";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newRequestContext, validRegistration } from "@/lib/testing/test-users";
import { resendVerification } from "@/lib/verification/resend-verification";
import { deliverBatch } from "./deliver-batch";
import { deleteOldNoAccountEmails } from "./queue-no-account";
import { COMPLAINT, suppress } from "./suppression-list";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices({
    ENUMERATION: "strict",
    MAIL_RATE_LIMIT: "100/1m",
    PASSWORD_RESET_RATE_LIMIT: "100/1h",
  });
});
afterAll(() => services.close());

const HOUR_MS = 60 * 60 * 1000;

/** Asks for both emails that an address may ask for, several times at once. */
async function ask(email: string) {
  const requests = [requestPasswordReset, resendVerification, requestPasswordReset, resendVerification];
  const results = await Promise.all(requests.map((request) => request({ email }, newRequestContext())));
  expect(results).toEqual(requests.map(() => ({ ok: true, value: { email } })));
  await deliverBatch();
}

async function subjectsTo(email: string): Promise<string[]> {
  return (await services.mailsTo(email)).map(({ subject }) => subject);
}

const SUBJECT = "There is no account with this email address";

describe("in strict mode, an address without an account", () => {
  it("learns so by one email an hour, however it is spelled, and the next hour again", async () => {
    const { email } = validRegistration();
    await ask(email);
    await ask(email.toUpperCase());
    expect(await subjectsTo(email)).toEqual([SUBJECT]);
    const [message] = await services.mailsTo(email);
    expect(message?.text).toContain("Hello,");
    expect(message?.text).toContain("http://localhost:3000/register");
    const createdAt = new Date(Date.now() - HOUR_MS - 1_000);
    await db().outboxEmail.updateMany({ where: { recipient: email }, data: { createdAt } });
    await ask(email);
    expect(await subjectsTo(email)).toEqual([SUBJECT, SUBJECT]);
  });

  it("gets no such email once it has one", async () => {
    const input = validRegistration();
    await register(input, newRequestContext());
    await ask(input.email);
    expect(await subjectsTo(input.email)).not.toContain(SUBJECT);
  });

  it("gets none after it marked one as spam", async () => {
    const { email } = validRegistration();
    await suppress(email, COMPLAINT);
    await ask(email);
    expect(await subjectsTo(email)).toEqual([]);
  });

  it("is forgotten after 7 days, unless the provider may still have to be asked about the email", async () => {
    const unclear = validRegistration().email;
    await ask(unclear);
    await db().outboxEmail.updateMany({
      where: { recipient: unclear },
      data: { state: "sending", submittedAt: new Date(), createdAt: new Date(Date.now() - 8 * 24 * HOUR_MS) },
    });
    const { email } = validRegistration();
    await ask(email);
    const ages = [6.9, 7.1];
    const left = [];
    for (const days of ages) {
      const createdAt = new Date(Date.now() - days * 24 * HOUR_MS);
      await db().outboxEmail.updateMany({ where: { recipient: email }, data: { createdAt } });
      await deleteOldNoAccountEmails();
      left.push(await db().outboxEmail.count({ where: { recipient: email } }));
    }
    expect(left).toEqual([1, 0]);
    expect(await db().outboxEmail.count({ where: { recipient: unclear } })).toBe(1);
  });
});

it("only such an email may lack a user", async () => {
  const recipient = validRegistration().email;
  await expect(db().outboxEmail.create({ data: { kind: "verify_email", recipient } })).rejects.toThrow(
    "outbox_emails_have_a_user",
  );
});
