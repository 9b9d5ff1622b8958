import { randomUUID } from "node:crypto";
import { writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { renderToStaticMarkup } from "react-dom/server";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { db } from "@/lib/database/client";
import type { EmailState } from "@/lib/generated/prisma/enums";
import { UNKNOWN_OUTCOME } from "@/lib/mail/delivery";
import { suppress } from "@/lib/mail/suppression-list";
import { register } from "@/lib/registration/register";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newRequestContext, validRegistration } from "@/lib/testing/test-users";

const cookies = vi.hoisted(() => new Map<string, string>());
vi.mock("next/headers", () => ({
  cookies: async () => ({
    get: (name: string) => (cookies.has(name) ? { value: cookies.get(name) } : undefined),
  }),
}));
vi.mock("next/navigation", async (original) => ({
  ...(await original<object>()),
  useRouter: () => ({}),
}));
// Every domain receives email: no test may depend on a name server.
vi.mock("node:dns/promises", () => ({
  Resolver: class {
    resolveMx = async () => [{ exchange: "mx.example", priority: 10 }];
  },
}));
const { default: CheckEmailPage } = await import("./page");

const LISTED = "throwaway.invalid";

let services: TestServices;
beforeAll(async () => {
  const file = path.join(tmpdir(), `disposable-${process.pid}.txt`);
  writeFileSync(file, `${LISTED}\n`);
  services = await startTestServices({ EMAIL_DOMAIN_CHECK: "warn", DISPOSABLE_DOMAINS: file });
});
afterAll(() => services.close());

/** Registers in this browser, and returns the address. */
async function registerHere(email = `${randomUUID()}@example.com`) {
  const result = await register({ ...validRegistration(), email }, newRequestContext());
  if (!result.ok) throw new Error("The registration failed.");
  cookies.set("registration_claim", result.value.claim ?? "");
  return email;
}

const setDelivery = (recipient: string, state: EmailState, lastError: string | null = null) =>
  db().outboxEmail.updateMany({ where: { recipient }, data: { state, lastError } });

const shown = async () => renderToStaticMarkup(await CheckEmailPage());
const CODE = 'name="code"';
const RESEND = "Resend email";
const isShown = (html: string, part: string) => [part, html.includes(part)];

describe("the waiting page", () => {
  it("warns of a disposable domain where EMAIL_DOMAIN_CHECK is warn, and offers another address at once", async () => {
    await registerHere(`${randomUUID()}@${LISTED}`);
    const html = await shown();
    expect(html).toContain("This address may not last");
    expect(html).toContain('<details open=""');
    expect(isShown(html, CODE)).toEqual([CODE, true]);
    expect(html).toMatch(/autocomplete="one-time-code"/i);
    await registerHere();
    const other = await shown();
    expect(other).not.toContain("This address may not");
    expect(other).not.toContain('<details open=""');
  });

  it("shows the code field if nobody knows whether the email was accepted", async () => {
    const email = await registerHere();
    await setDelivery(email, "failed", `${UNKNOWN_OUTCOME} no confirmation.`);
    const html = await shown();
    expect(html).toContain("We don&#x27;t know whether the email arrived");
    for (const part of [CODE, RESEND]) expect(isShown(html, part)).toEqual([part, true]);
  });

  it.each([
    ["failed", false],
    ["bounced", false],
    ["bounced", true],
  ] as const)(
    "offers another email after one that %s, unless the address is suppressed: %s",
    async (state, suppressed) => {
      const email = await registerHere();
      await setDelivery(email, state, "550 Mailbox problem.");
      if (suppressed) await suppress(email, "550 No such mailbox.");
      const html = await shown();
      expect(html).toContain("We couldn&#x27;t deliver the email");
      expect(html).toContain('<details open=""');
      expect(isShown(html, CODE)).toEqual([CODE, false]);
      expect(isShown(html, RESEND)).toEqual([RESEND, !suppressed]);
      expect(html.includes("Use a different address")).toBe(suppressed);
    },
  );
});
