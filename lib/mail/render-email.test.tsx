import { randomUUID } from "node:crypto";
import { render } from "@react-email/components";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { PREVIEW } from "@/emails/preview-props";
import VerifyEmail from "@/emails/verify-email";
import { EmailKind } from "@/lib/generated/prisma/enums";
import { setTestSettings } from "@/lib/testing/test-settings";
import { deriveCode } from "@/lib/tokens/verification-code";
import { emailBrand } from "./email-brand";
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
        const email = outboxEmail(username);
        const { html, text } = await renderEmail(email);
        const link = /http\S+token=\S+/.exec(text)?.[0] ?? "";
        const code = deriveCode(email.id);
        const removalLink = /http\S+\/remove-registration\S+/.exec(text)?.[0] ?? "";
        const props = {
          ...PREVIEW,
          brand: emailBrand(),
          username,
          link,
          code,
          removalLink,
          expiresIn: "6 hours",
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

describe("the facts of an email", () => {
  it("are those that are stored with it, and no row is empty", async () => {
    const email = outboxEmail("john_doe", "data_exported");
    const known = { device: "Firefox on Linux", place: "Berlin, Germany", ipAddress: "203.0.113.7" };
    for (const [name, value] of Object.entries(known)) {
      const { html, text } = await renderEmail({ ...email, details: { [name]: value } });
      const rows = [...html.matchAll(/<td[^>]*>([^<]*)<\/td><\/tr>/g)].map(([, text]) => text);
      expect(rows.filter((text) => text !== PREVIEW.brand.name).sort()).toEqual(
        [value, "1 June 2026 at 00:00 UTC"].sort(),
      );
      expect(text).toContain(`: ${value}\n`);
    }
    const { html } = await renderEmail({ ...email, details: known });
    for (const value of Object.values(known)) expect(html).toContain(`>${value}</td>`);
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
    impersonation_started: undefined,
    account_reactivated: undefined,
    login_attempts: "/forgot-password",
    deletion_canceled: "/secure-account?token=",
    two_factor_added: "/secure-account?token=",
    two_factor_removed: "/secure-account?token=",
    recovery_code_used: "/secure-account?token=",
    recovery_codes_regenerated: "/secure-account?token=",
    two_factor_reset_done: "/secure-account?token=",
    two_factor_reset_link: "/reset-two-factor?token=",
    two_factor_reset_requested: "/cancel-two-factor-reset?token=",
    two_factor_reset_reminder: "/cancel-two-factor-reset?token=",
    two_factor_reset_canceled: "/secure-account?token=",
    account_exists: "/login",
    no_account: "/register",
    confirm_login: "/confirm-login?token=",
    invitation: "/accept-invitation?token=",
  };

  it.each(Object.values(EmailKind))("of the kind %s is right, in both versions", async (kind) => {
    const email = outboxEmail("john_doe", kind);
    const { html, text } = await renderEmail(email);
    expect(text.match(/http:\/\/localhost\S+/)?.[0].replace(/token=[\w-]{43}$/, "token=")).toBe(
      LINKS[kind] && `http://localhost:3000${LINKS[kind]}`,
    );
    expect(Boolean(getEmailToken(email))).toBe(text.includes("token="));
    expect(html.includes('href="http://localhost')).toBe(LINKS[kind] !== undefined);
    expect(html).not.toMatch(/[\uE000\uE001]/);
  });

  it.each(["device_trusted", "username_changed", "login_attempts", "role_changed", "new_login"] as const)(
    "of the kind %s escapes hostile details",
    async (kind) => {
      const hostile = `"><script>alert(1)</script>`;
      const details = {
        device: hostile,
        place: hostile,
        ipAddress: hostile,
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
