import { afterAll, beforeAll, expect, it } from "vitest";
import { deliverBatch } from "@/lib/mail/deliver-batch";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newRequestContext, testDevice } from "@/lib/testing/test-users";
import { registerUnverified, tokenInText } from "@/lib/testing/test-verification";
import { verifyEmail } from "./verify-email";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices({ VERIFY_API_REQUIRES_PROOF: "off" });
});
afterAll(() => services.close());

it("accepts the token alone while VERIFY_API_REQUIRES_PROOF is off, and logs nobody in with it", async () => {
  const { id: userId, email, username } = await registerUnverified();
  await deliverBatch();
  const [message] = await services.mailsTo(email);
  const client = { device: testDevice, sessionKind: "cookie" } as const;
  const result = await verifyEmail(tokenInText(message?.text), { kind: "none" }, newRequestContext(), client);
  expect(result).toEqual({ ok: true, value: { userId, username, email } });
});
