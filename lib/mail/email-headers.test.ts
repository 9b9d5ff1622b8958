import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Message } from "@/lib/local-services/mailbox-store";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { registerUnverified } from "@/lib/testing/test-verification";
import { deliverBatch } from "./deliver-batch";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices();
});
afterAll(() => services.close());

describe("an email as it is given to the provider", () => {
  it("says that no program may answer it, has its kind as a tag, and offers no way to unsubscribe", async () => {
    const { email } = await registerUnverified();
    await deliverBatch();
    const { headers, tags }: Partial<Message> = (await services.mailsTo(email))[0] ?? {};
    expect(headers).toEqual({
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "All",
      "X-Entity-Ref-ID": tags?.mail_id,
    });
    expect(tags?.kind).toBe("verify_email");
  });
});
