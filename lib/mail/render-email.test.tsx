import { randomUUID } from "node:crypto";
import { render } from "@react-email/components";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import VerifyEmail from "@/emails/verify-email";
import { setTestSettings } from "@/lib/testing/test-settings";
import type { OutboxEmail } from "./outbox";
import { renderEmail } from "./render-email";

beforeAll(() => setTestSettings());

const outboxEmail = (username: string): OutboxEmail => ({
  id: randomUUID(),
  kind: "verify_email",
  recipient: "someone@example.com",
  sentAt: null,
  attempts: 1,
  details: {},
  createdAt: new Date("2026-06-01T00:00:00Z"),
  user: { id: randomUUID(), username, emailCanonical: "someone@example.com" },
});

describe("renderEmail", () => {
  it("renders the same HTML as React Email, whatever the username", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme", minLength: 1 }), async (username) => {
        const { html, text } = await renderEmail(outboxEmail(username));
        const link = /http\S+token=\S+/.exec(text)?.[0] ?? "";
        const props = {
          username,
          link,
          expiresIn: "6 hours",
          supportEmail: "support@realmfa.com",
          year: "2026",
        };
        expect(html).toBe(await render(<VerifyEmail {...props} />));
      }),
      { numRuns: 50 },
    );
  });

  it("renders an identical email on every call, as the idempotency key requires", async () => {
    const email = outboxEmail("john_doe");
    expect(await renderEmail(email)).toEqual(await renderEmail(email));
  });
});
