import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/database/client";
import { register } from "@/lib/registration/register";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newRequestContext, validRegistration } from "@/lib/testing/test-users";
import { resendVerification } from "@/lib/verification/resend-verification";
import { deliverBatch } from "./deliver-batch";
import { recordProviderEvent } from "./provider-events";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices({ MAIL_RATE_LIMIT: "9/1m" });
});
afterAll(() => services.close());

async function registerUser() {
  const input = validRegistration();
  await register(input, newRequestContext());
  await deliverBatch();
  const outboxEmail = await db().outboxEmail.findFirstOrThrow({ where: { recipient: input.email } });
  return { ...input, outboxEmail };
}

const stateOf = async (id: string) => (await db().outboxEmail.findUniqueOrThrow({ where: { id } })).state;

const providerEvent = (type: string, providerId: string | null, data: object = {}) => ({
  type,
  created_at: new Date().toISOString(),
  data: { email_id: providerId, to: ["someone@example.com"], ...data },
});

const HARD_BOUNCE = { bounce: { type: "Permanent", subType: "General", message: "550 No such mailbox." } };

describe("recordProviderEvent", () => {
  it.each([
    [["email.sent"], "sent"],
    [["email.delivered"], "delivered"],
    [["email.sent", "email.bounced"], "bounced"],
    [["email.sent", "email.delivered", "email.complained"], "complained"],
  ])("moves the state of the email forward: %j", async (types, state) => {
    const { outboxEmail } = await registerUser();
    for (const type of types) await recordProviderEvent(providerEvent(type, outboxEmail.providerId));
    expect(await stateOf(outboxEmail.id)).toBe(state);
  });

  it("reaches the same state whatever the order and the number of the events", async () => {
    const { outboxEmail } = await registerUser();
    const allTypes = ["email.sent", "email.delivered", "email.bounced", "email.complained"];
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...allTypes, ...allTypes], {
          minLength: allTypes.length,
          maxLength: 2 * allTypes.length,
        }),
        async (types) => {
          await db().outboxEmail.update({ where: { id: outboxEmail.id }, data: { state: "sent" } });
          for (const type of types) await recordProviderEvent(providerEvent(type, outboxEmail.providerId));
          const last = allTypes.filter((type) => types.includes(type)).at(-1);
          expect(`email.${await stateOf(outboxEmail.id)}`).toBe(last);
        },
      ),
      { numRuns: 30 },
    );
  });

  it("notes when the email was delivered, and keeps it when a complaint follows", async () => {
    const { outboxEmail } = await registerUser();
    const deliveredAt = async () =>
      (await db().outboxEmail.findUniqueOrThrow({ where: { id: outboxEmail.id } })).deliveredAt;
    await recordProviderEvent(providerEvent("email.sent", outboxEmail.providerId));
    expect(await deliveredAt()).toBeNull();
    await recordProviderEvent(providerEvent("email.delivered", outboxEmail.providerId));
    const first = await deliveredAt();
    expect(first).toBeInstanceOf(Date);
    for (const type of ["email.delivered", "email.complained"])
      await recordProviderEvent(providerEvent(type, outboxEmail.providerId));
    expect(await deliveredAt()).toEqual(first);
  });

  it("finds the email by its tag when the event arrives before the response to the request", async () => {
    const input = validRegistration();
    await register(input, newRequestContext());
    const { id } = await db().outboxEmail.findFirstOrThrow({ where: { recipient: input.email } });
    await recordProviderEvent(providerEvent("email.delivered", "early-event-id", { tags: { mail_id: id } }));
    expect(await stateOf(id)).toBe("delivered");
    expect(await deliverBatch()).toEqual({ claimed: 0, accepted: 0 });
    expect(await services.mailsTo(input.email)).toHaveLength(0);
  });

  it.each([
    providerEvent("email.delivered", "another-id"),
    providerEvent("email.opened", "whatever"),
    providerEvent("contact.created", null),
    { type: "domain.updated", data: { id: "x" } },
  ])("ignores an event about something else: $type", async (event) => {
    expect(await recordProviderEvent(event)).toBe("ignored");
  });

  it("suppresses an address after a hard bounce, but not after a soft bounce", async () => {
    const [hard, soft] = [await registerUser(), await registerUser()];
    await recordProviderEvent(providerEvent("email.bounced", hard.outboxEmail.providerId, HARD_BOUNCE));
    const softBounce = { bounce: { ...HARD_BOUNCE.bounce, type: "Transient" } };
    await recordProviderEvent(providerEvent("email.bounced", soft.outboxEmail.providerId, softBounce));
    for (const { email } of [hard, soft]) await resendVerification({ email }, newRequestContext());
    await deliverBatch();
    expect(await services.mailsTo(hard.email)).toHaveLength(1);
    expect(await services.mailsTo(soft.email)).toHaveLength(2);
    const newest = await db().outboxEmail.findFirstOrThrow({
      where: { recipient: hard.email },
      orderBy: { createdAt: "desc" },
    });
    expect(newest).toMatchObject({ state: "failed", attempts: 0 });
  });

  it("suppresses an address after a hard bounce even if the user was deleted", async () => {
    const { email, outboxEmail, password, username } = await registerUser();
    await db().user.deleteMany({ where: { emailCanonical: email } });
    const event = providerEvent("email.bounced", "unknown-id", { ...HARD_BOUNCE, to: [email] });
    expect(await recordProviderEvent(event)).toBe("ignored");
    const tagged = providerEvent("email.bounced", outboxEmail.providerId, {
      ...HARD_BOUNCE,
      to: [email],
      tags: { mail_id: outboxEmail.id },
    });
    expect(await recordProviderEvent(tagged)).toBe("recorded");
    await register(
      { ...validRegistration(), email, username, password, password2: password },
      newRequestContext(),
    );
    while ((await deliverBatch()).claimed > 0);
    expect(await services.mailsTo(email)).toHaveLength(1);
  });

  it("suppresses an address after a complaint or a rejected recipient", async () => {
    const { email, outboxEmail } = await registerUser();
    await recordProviderEvent(providerEvent("email.complained", outboxEmail.providerId));
    await resendVerification({ email: email.toUpperCase() }, newRequestContext());
    const rejected = validRegistration();
    await services.setFaults({ requestsPerSecond: 100, refuse: rejected.email });
    await register(rejected, newRequestContext());
    while ((await deliverBatch()).claimed > 0);
    await services.setFaults({ requestsPerSecond: 100 });
    await resendVerification({ email: rejected.email }, newRequestContext());
    await deliverBatch();
    expect(await services.mailsTo(email)).toHaveLength(1);
    expect(await services.mailsTo(rejected.email)).toHaveLength(0);
    expect(await db().outboxEmail.count({ where: { recipient: rejected.email, state: "failed" } })).toBe(2);
  });
});
