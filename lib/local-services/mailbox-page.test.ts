import { describe, expect, it } from "vitest";
import { PREVIEW } from "@/emails/preview-props";
import { mailboxPage } from "./mailbox-page";
import type { Message } from "./mailbox-store";

const message = (id: string, changed: Partial<Message> = {}): Message => ({
  id,
  to: "someone@example.com",
  from: "Acme <noreply@example.com>",
  subject: `Subject of ${id}`,
  html: "<p>Hello</p>",
  text: "Hello",
  tags: {},
  createdAt: "2026-06-01T00:00:00Z",
  ...changed,
});
const MESSAGES = [message("newest"), message("oldest")];
const page = (messages: Message[], query = "", brand = PREVIEW.brand) =>
  mailboxPage(messages, new URLSearchParams(query), brand);

describe("the page of the mailbox", () => {
  it("asks to select an email, and selects none by itself", () => {
    const html = page(MESSAGES);
    expect(html).toContain("Select an email");
    expect(html).not.toContain("<iframe");
    expect(html).not.toContain('aria-current="');
  });

  it("doesn't ask to select an email while there is none", () => {
    const html = page([]);
    expect(html).toContain("No emails yet");
    expect(html).not.toContain("Select an email");
  });

  it("shows the selected email and marks it in the list", () => {
    const html = page(MESSAGES, "message=oldest");
    expect(html).toContain('src="/messages/oldest/html"');
    expect(html).toContain("<title>Subject of oldest - Real MFA</title>");
    expect(html).toMatch(/href="\/\?message=oldest" aria-current="true"/);
    expect(html).not.toMatch(/href="\/\?message=newest" aria-current/);
  });

  it("says that an email is gone, and shows no other in its place", () => {
    const html = page(MESSAGES, "message=deleted");
    expect(html).toContain("No such email");
    expect(html).not.toContain("<iframe");
  });

  it.each(["", "message=hostile", "message=hostile&view=text", "message=hostile&view=headers"])(
    "escapes every text of an email at /?%s",
    (query) => {
      const hostile = `"><script>alert(1)</script>`;
      const texts = { to: hostile, from: hostile, subject: hostile, text: hostile };
      const html = page([message("hostile", texts)], query, { ...PREVIEW.brand, name: hostile });
      expect(html.match(/<script/g)).toHaveLength(1);
      expect(html).toContain('<script nonce="mailbox">');
    },
  );

  it("has the brand's name and colors", () => {
    const html = page([], "", { ...PREVIEW.brand, name: "Acme", accent: "#123456", accentDark: "#abcdef" });
    expect(html).toContain("Acme mailbox");
    expect(html).toContain("light-dark(#123456, #abcdef)");
    expect(html).not.toContain("Real MFA");
  });
});
