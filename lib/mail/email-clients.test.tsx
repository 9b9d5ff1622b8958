import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, it } from "vitest";
import { EmailKind } from "@/lib/generated/prisma/enums";
import { setTestSettings } from "@/lib/testing/test-settings";
import { renderEmail } from "./render-email";

beforeAll(() => setTestSettings({ APP_LOGO_URL: "https://cdn.example.com/logo.png" }));

const MAX_BYTES = 30_000;
/** The width of the column, beyond which a client would scroll. */
const MAX_WIDTH = 560;

// What caniemail.com lists as unsupported in Outlook for Windows, Gmail or Yahoo, and what carries content in no email.
const UNSUPPORTED_CSS =
  /position:|display:\s*(?:flex|grid)|var\(--|calc\(|object-fit|background-image|float:|@import|gap:|inset:/;
const UNSUPPORTED_HTML =
  /<(?:script|form|input|button|svg|video|audio|iframe|object|embed|link|base|picture|canvas)\b/i;
/** Gmail drops the whole `style` element of 16 KB or more. */
const MAX_STYLE_BYTES = 16_000;

const details = {
  device: "Firefox on Linux ".repeat(6),
  place: "Berlin, Germany",
  ipAddress: "2001:db8:1234:5678:9abc:def0:1234:5678",
  newEmail: `${"n".repeat(60)}@example.com`,
  oldUsername: "o".repeat(150),
  newUsername: "n".repeat(150),
  until: "22 November 2026 at 12:00 UTC",
  method: "Authenticator app",
  methodName: "m".repeat(60),
  failures: "20",
  remaining: "3",
  role: "manager",
  previousRole: "user",
};

const render = (kind: EmailKind) =>
  renderEmail({
    id: randomUUID(),
    kind,
    recipient: "someone@example.com",
    sentAt: null,
    attempts: 1,
    details,
    createdAt: new Date("2026-06-01T00:00:00Z"),
    user: { id: randomUUID(), username: "u".repeat(150), emailCanonical: "someone@example.com" },
  });

describe.each(Object.values(EmailKind))("the email %s", (kind) => {
  it("is smaller than 30 kB, with long values as well", async () => {
    const { html, text } = await render(kind);
    expect(Buffer.byteLength(html) + Buffer.byteLength(text)).toBeLessThan(MAX_BYTES);
  });

  it("uses no element and no style that a common client lacks", async () => {
    const { html } = await render(kind);
    const styles = [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, css]) => css ?? "");
    const inline = [...html.matchAll(/style="([^"]*)"/g)].map(([, css]) => css ?? "");
    expect(inline.filter((css) => UNSUPPORTED_CSS.test(css))).toEqual([]);
    // Only the preview text and the comments for Outlook are hidden.
    expect(html.replace(/<!--[\s\S]*?-->/g, "")).not.toMatch(UNSUPPORTED_HTML);
    expect(Buffer.byteLength(styles.join(""))).toBeLessThan(MAX_STYLE_BYTES);
  });

  it("fits a width of 320 to 600: no fixed width is larger than the column", async () => {
    const { html } = await render(kind);
    const widths = [...html.matchAll(/(?<![-\w])width(?:="|:\s*)(\d+)(?:px|")/g)].map(([, px]) => Number(px));
    expect(Math.max(0, ...widths.filter((px) => px > 320))).toBe(0);
    const maxWidths = [...html.matchAll(/max-width:\s*(\d+)px/g)].map(([, px]) => Number(px));
    expect(Math.max(...maxWidths)).toBeLessThanOrEqual(600);
    expect(html).toContain(`max-width:${MAX_WIDTH}px`);
  });

  it("can be read without images, and has no picture or link that tracks", async () => {
    const { html } = await render(kind);
    const images = html.match(/<img[^>]*>/g) ?? [];
    expect(images).toHaveLength(1);
    for (const image of images) {
      expect(image).toContain('alt="Real MFA"');
      expect(image).toContain('src="https://cdn.example.com/logo.png"');
    }
    const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, href = ""]) => new URL(href).origin);
    expect(links.filter((origin) => origin !== "http://localhost:3000")).toEqual([]);
  });

  it("has a plain text that stands on its own", async () => {
    const { html, text } = await render(kind);
    expect(text).not.toMatch(/<[a-z]|\*\*|&[a-z]+;|undefined|\n{3}/);
    const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, href = ""]) => href.replaceAll("&amp;", "&"));
    for (const link of links) expect(text).toContain(link);
  });
});
