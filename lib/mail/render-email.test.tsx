import { randomUUID } from "node:crypto";
import { render } from "@react-email/components";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import VerifyEmail from "@/emails/verify-email";
import { EmailKind } from "@/lib/generated/prisma/enums";
import { setTestSettings } from "@/lib/testing/test-settings";
import type { OutboxEmail } from "./outbox";
import { getEmailToken, renderEmail } from "./render-email";

beforeAll(() => setTestSettings());

const outboxEmail = (username: string, kind: EmailKind = "verify_email"): OutboxEmail => ({
  id: randomUUID(),
  kind,
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

  it("greets with the username in the details, which stays the same if the user has another one now", async () => {
    const email = { ...outboxEmail("new_name", "data_exported"), details: { username: "old_name" } };
    const { html, text } = await renderEmail(email);
    expect(text).toMatch(/^Hi old_name,/);
    expect(html).toContain("old_name");
    expect(html + text).not.toContain("new_name");
  });

  it("shows when the email was queued, unless its details say when the event happened", async () => {
    const email = outboxEmail("john_doe", "data_exported");
    expect((await renderEmail(email)).text).toContain("Time: 1 June 2026 at 00:00 UTC");
    const earlier = { ...email, details: { at: "31 May 2026 at 23:59 UTC" } };
    expect((await renderEmail(earlier)).text).toContain("Time: 31 May 2026 at 23:59 UTC");
  });
});

describe("the link of an email", () => {
  const LINKS: Record<EmailKind, string | undefined> = {
    verify_email: "/verify-email?token=",
    verification_reminder: "/verify-email?token=",
    reset_password: "/reset-password?token=",
    password_changed: "/secure-account?token=",
    new_login: "/secure-account?token=",
    confirm_email_change: "/confirm-email?token=",
    email_changed: "/undo-email-change?token=",
    email_change_reverted: undefined,
    deletion_scheduled: "/login",
    username_changed: "/secure-account?token=",
    data_exported: "/secure-account?token=",
    device_trusted: "/secure-account?token=",
    email_change_requested: "/secure-account?token=",
    role_changed: undefined,
    account_suspended: undefined,
    account_reactivated: undefined,
    login_attempts: "/forgot-password",
    deletion_canceled: "/secure-account?token=",
  };

  it.each(Object.values(EmailKind))("of the kind %s is right, in both versions", async (kind) => {
    const email = outboxEmail("john_doe", kind);
    const { html, text } = await renderEmail(email);
    expect(text.match(/http:\/\/localhost\S+/)?.[0].replace(/token=[\w-]{43}$/, "token=")).toBe(
      LINKS[kind] && `http://localhost:3000${LINKS[kind]}`,
    );
    expect(Boolean(getEmailToken(email))).toBe(text.includes("token="));
    expect(html.includes("http://localhost")).toBe(LINKS[kind] !== undefined);
    expect(html).not.toMatch(/[\uE000\uE001]/);
  });

  it.each(["device_trusted", "username_changed", "login_attempts", "role_changed"] as const)(
    "of the kind %s escapes hostile details",
    async (kind) => {
      const hostile = `"><script>alert(1)</script>`;
      const details = {
        device: hostile,
        oldUsername: hostile,
        newUsername: hostile,
        failures: hostile,
        role: hostile,
        previousRole: hostile,
      };
      const { html } = await renderEmail({ ...outboxEmail("john_doe", kind), details });
      expect(html).not.toContain("<script");
      expect(html).toContain("&lt;script&gt;");
    },
  );
});
