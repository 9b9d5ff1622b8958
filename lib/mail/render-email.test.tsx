import { randomUUID } from "node:crypto";
import { render } from "@react-email/components";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import VerifyEmail from "@/emails/verify-email";
import type { OutboxEmail } from "./outbox";
import { renderEmail } from "./render-email";

beforeAll(() => {
  Object.assign(process.env, {
    APP_URL: "http://localhost:3000",
    DATABASE_URL: "postgresql://unused.invalid/unused",
    UPSTASH_REDIS_REST_URL: "http://unused.invalid",
    UPSTASH_REDIS_REST_TOKEN: "unused",
    RESEND_API_KEY: "unused",
    MAIL_FROM: "noreply@example.com",
    PASSWORD_PEPPER: "a pepper for tests, long enough for all",
  });
});

const mailTo = (username: string): OutboxEmail => ({
  id: randomUUID(),
  kind: "verify_email",
  recipient: "someone@example.com",
  sentAt: null,
  attempts: 1,
  details: {},
  createdAt: new Date("2026-06-01T00:00:00Z"),
  user: { id: randomUUID(), username, emailCanonical: "someone@example.com" },
});

describe("writing a email", () => {
  it("gives, for any name, what React Email would have rendered", async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "grapheme", minLength: 1 }), async (username) => {
        const mail = mailTo(username);
        const { html, text } = await renderEmail(mail);
        const link = /http\S+token=\S+/.exec(text)?.[0] ?? "";
        const props = { username, link, expiryHours: "6", supportEmail: "support@realmfa.com", year: "2026" };
        expect(html).toBe(await render(<VerifyEmail {...props} />));
      }),
      { numRuns: 50 },
    );
  });

  it("writes the very same email each time, or a repetition would count as another mail", async () => {
    const mail = mailTo("somebody");
    expect(await renderEmail(mail)).toEqual(await renderEmail(mail));
  });
});
