import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/database/client";
import { register } from "@/lib/registration/register";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { someContext, someRegistration } from "@/lib/testing/test-users";
import { resendVerification } from "@/lib/verification/resend-verification";
import { deliverBatch } from "./deliver-batch";
import { recordProviderEvent } from "./provider-events";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices({ MAIL_RATE_LIMIT: "9/1m" });
});
afterAll(() => services.close());

async function registered() {
  const input = someRegistration();
  await register(input, someContext());
  await deliverBatch();
  const mail = await db().outboxEmail.findFirstOrThrow({ where: { recipient: input.email } });
  return { ...input, mail };
}

const stateOf = async (id: string) => (await db().outboxEmail.findUniqueOrThrow({ where: { id } })).state;

const eventOf = (type: string, providerId: string | null, more: object = {}) => ({
  type,
  created_at: new Date().toISOString(),
  data: { email_id: providerId, to: ["someone@example.com"], ...more },
});

const PERMANENT = { bounce: { type: "Permanent", subType: "General", message: "550 No such mailbox." } };

describe("what the provider tells of a mail", () => {
  it.each([
    [["email.sent"], "sent"],
    [["email.delivered"], "delivered"],
    [["email.sent", "email.bounced"], "bounced"],
    [["email.sent", "email.delivered", "email.complained"], "complained"],
  ])("moves its state: %j", async (types, state) => {
    const { mail } = await registered();
    for (const type of types) await recordProviderEvent(eventOf(type, mail.providerId));
    expect(await stateOf(mail.id)).toBe(state);
  });

  it("comes to the same, in whatever order and however often it is told", async () => {
    const { mail } = await registered();
    const told = ["email.sent", "email.delivered", "email.bounced", "email.complained"];
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...told, ...told], { minLength: told.length, maxLength: 2 * told.length }),
        async (types) => {
          await db().outboxEmail.update({ where: { id: mail.id }, data: { state: "sent" } });
          for (const type of types) await recordProviderEvent(eventOf(type, mail.providerId));
          const last = told.filter((type) => types.includes(type)).at(-1);
          expect(`email.${await stateOf(mail.id)}`).toBe(last);
        },
      ),
      { numRuns: 30 },
    );
  });

  it("is known by the mail's tag where it is told before the answer to the sending has come", async () => {
    const input = someRegistration();
    await register(input, someContext());
    const { id } = await db().outboxEmail.findFirstOrThrow({ where: { recipient: input.email } });
    await recordProviderEvent(eventOf("email.delivered", "told-early", { tags: { mail_id: id } }));
    expect(await stateOf(id)).toBe("delivered");
    expect(await deliverBatch()).toEqual({ claimed: 0, accepted: 0 });
    expect(await services.mailsTo(input.email)).toHaveLength(0);
  });

  it.each([
    eventOf("email.delivered", "somebody else's"),
    eventOf("email.opened", "whatever"),
    eventOf("contact.created", null),
    { type: "domain.updated", data: { id: "x" } },
  ])("is none of our business: $type", async (event) => {
    expect(await recordProviderEvent(event)).toBe("ignored");
  });

  it("has nothing more sent to where mail came back from for good, but to where it may pass", async () => {
    const [gone, full] = [await registered(), await registered()];
    await recordProviderEvent(eventOf("email.bounced", gone.mail.providerId, PERMANENT));
    const passing = { bounce: { ...PERMANENT.bounce, type: "Transient" } };
    await recordProviderEvent(eventOf("email.bounced", full.mail.providerId, passing));
    for (const { email } of [gone, full]) await resendVerification({ email }, someContext());
    await deliverBatch();
    expect(await services.mailsTo(gone.email)).toHaveLength(1);
    expect(await services.mailsTo(full.email)).toHaveLength(2);
    const newest = await db().outboxEmail.findFirstOrThrow({
      where: { recipient: gone.email },
      orderBy: { createdAt: "desc" },
    });
    expect(newest).toMatchObject({ state: "failed", attempts: 0 });
  });

  it("has nothing more sent to where mail came back from, also once the user is gone", async () => {
    const { email, mail, password, username } = await registered();
    await db().user.deleteMany({ where: { emailCanonical: email } });
    const event = eventOf("email.bounced", "unheard of", { ...PERMANENT, to: [email] });
    expect(await recordProviderEvent(event)).toBe("ignored");
    const tagged = eventOf("email.bounced", mail.providerId, {
      ...PERMANENT,
      to: [email],
      tags: { mail_id: mail.id },
    });
    expect(await recordProviderEvent(tagged)).toBe("noted");
    await register({ ...someRegistration(), email, username, password, password2: password }, someContext());
    while ((await deliverBatch()).claimed > 0);
    expect(await services.mailsTo(email)).toHaveLength(1);
  });

  it("has nothing more sent to who complained, or whose address was refused", async () => {
    const { email, mail } = await registered();
    await recordProviderEvent(eventOf("email.complained", mail.providerId));
    await resendVerification({ email: email.toUpperCase() }, someContext());
    const refused = someRegistration();
    await services.setFaults({ requestsPerSecond: 100, refuse: refused.email });
    await register(refused, someContext());
    while ((await deliverBatch()).claimed > 0);
    await services.setFaults({ requestsPerSecond: 100 });
    await resendVerification({ email: refused.email }, someContext());
    await deliverBatch();
    expect(await services.mailsTo(email)).toHaveLength(1);
    expect(await services.mailsTo(refused.email)).toHaveLength(0);
    expect(await db().outboxEmail.count({ where: { recipient: refused.email, state: "failed" } })).toBe(2);
  });
});
