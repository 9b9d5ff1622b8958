import { afterAll, beforeAll, expect, it } from "vitest";
import { db } from "@/lib/database/client";
import { deliverBatch } from "@/lib/mail/deliver-batch";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newRequestContext } from "@/lib/testing/test-users";
import { registerUnverified, tokenInText } from "@/lib/testing/test-verification";
import { queueResetEmail, requestPasswordReset } from "./request-password-reset";
import { resetPassword } from "./reset-password";

const PASSWORD = "Entirely-new-7-harbour";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices({ MAIL_RATE_LIMIT: "100/1m", PASSWORD_RESET_RATE_LIMIT: "100/1h" });
});
afterAll(() => services.close());

async function newUser() {
  const { email } = await registerUnverified();
  return db().user.findUniqueOrThrow({ where: { emailCanonical: email } });
}
const request = (email: string) => requestPasswordReset({ email }, newRequestContext());
const emailsTo = (userId: string) => db().outboxEmail.findMany({ where: { userId, kind: "reset_password" } });
const eventsOf = (userId: string) =>
  db().auditEvent.findMany({
    where: { userId, event: "authn_token_created", details: { equals: { purpose: "reset-password" } } },
  });

it("queues one email, and records one event, for 20 requests at once", async () => {
  const { id, email, username } = await newUser();
  const results = await Promise.all(Array.from({ length: 20 }, () => request(email)));
  expect(results).toEqual(Array(20).fill({ ok: true, value: { email } }));
  const emails = await emailsTo(id);
  expect(emails).toHaveLength(1);
  expect(emails[0]).toMatchObject({ recipient: email, details: { username } });
  expect(await eventsOf(id)).toHaveLength(1);
});

it("queues another one once the first has been sent or used", async () => {
  const { id, email } = await newUser();
  await request(email);
  await deliverBatch();
  await request(email);
  expect(await emailsTo(id)).toHaveLength(2);
  // The second is being sent. A password that is set by the first link voids it, and a new one can be requested.
  await db().outboxEmail.updateMany({ where: { userId: id, state: "queued" }, data: { state: "sending" } });
  const [mail] = (await services.mailsTo(email)).filter(({ subject }) => subject === "Reset your password");
  const typed = { password: PASSWORD, password2: PASSWORD };
  expect(await resetPassword(tokenInText(mail?.text), typed, newRequestContext())).toMatchObject({
    ok: true,
  });
  await request(email);
  expect(await emailsTo(id)).toHaveLength(3);
});

it("queues none to an address that the account no longer has", async () => {
  const user = await newUser();
  const changed = `changed-${user.email}`;
  await db().user.update({ where: { id: user.id }, data: { email: changed, emailCanonical: changed } });
  expect(await queueResetEmail(db(), user, { ipAddress: "192.0.2.1" })).toBe(false);
  expect(await emailsTo(user.id)).toEqual([]);
  expect(await eventsOf(user.id)).toEqual([]);
});
