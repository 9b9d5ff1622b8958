import { randomUUID } from "node:crypto";
import { caniemail } from "caniemail";
import { beforeAll, describe, expect, it } from "vitest";
import { EmailKind } from "@/lib/generated/prisma/enums";
import { setTestSettings } from "@/lib/testing/test-settings";
import { renderEmail } from "./render-email";

beforeAll(() => setTestSettings({ APP_LOGO_URL: "https://cdn.example.com/logo.png" }));

const MAX_BYTES = 30_000;
/** The width of the column, beyond which a client would scroll. */
const MAX_WIDTH = 560;

/**
 * What some client lacks according to caniemail.com, and no reader misses: the column is a table with styles of its own,
 * the media queries set dark colors and small paddings, and the rest are round corners, the hidden preview text, where
 * a link opens and what assistive software is told besides.
 */
const DISPENSABLE = [
  "<body> element",
  "<style> element",
  "@media",
  "border-radius",
  "display:none",
  "height attribute",
  "height property",
  "lang attribute",
  "opacity",
  "outline",
  "overflow",
  "role attribute",
  "target attribute",
  "text-decoration",
  "text-decoration-line",
  "width attribute",
  "word-break",
];
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

/** Returns the features of an email that some client doesn't support. */
function lacking(html: string): string[] {
  const { errors } = caniemail({ clients: ["*"], html }).issues;
  return [...new Set([...errors.values()].flat().map(({ title }) => title))];
}

it("is checked against data that knows what clients lack", () => {
  const html = '<div style="display:flex;position:absolute"><form><video src="x.mp4"></video></form></div>';
  const expected = ["display:flex", "position", "<form> element", "<video> element"];
  expect(lacking(html)).toEqual(expect.arrayContaining(expected));
});

describe.each(Object.values(EmailKind))("the email %s", (kind) => {
  it("is smaller than 30 kB, with long values as well", async () => {
    const { html, text } = await render(kind);
    expect(Buffer.byteLength(html) + Buffer.byteLength(text)).toBeLessThan(MAX_BYTES);
  });

  it("needs no element and no style that a client lacks", async () => {
    const { html } = await render(kind);
    const styles = [...html.matchAll(/<style>([\s\S]*?)<\/style>/g)].map(([, css]) => css ?? "");
    expect(lacking(html).filter((feature) => !DISPENSABLE.includes(feature))).toEqual([]);
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
