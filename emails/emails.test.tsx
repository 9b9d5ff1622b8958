import { describe, expect, it } from "vitest";
import { EMAILS } from "./email-cases";
import { knownFacts } from "./email-content";
import { PREVIEW } from "./preview-props";

// Gmail clips emails at 102 KB.
const MAX_HTML_BYTES = 102_000;
const FOOTER = ["You received this", "© 2026 Real MFA", "Contact support@realmfa.com"];

/** Returns the text of an HTML version as it is read, with a colon after the label of each fact. */
function readable(html: string): string {
  return html
    .replace(/<\/th><td[^>]*>/g, ": ")
    .replace(/<!-- -->|<\/?strong[^>]*>/g, "")
    .replaceAll("&#x27;", "'");
}

describe.each(EMAILS)("the email $subject", (mail) => {
  const { subject, preview, title, type, message, action, facts, reason, html, text, expectedTexts } = mail;

  it("contains the expected texts and all facts in the HTML and the plain-text version", async () => {
    const fromHtml = readable(await html());
    const fromText = text().replace(/\n/g, " ");
    const rows = knownFacts(facts).map(({ label, value }) => `${label}: ${value}`);
    for (const part of [...expectedTexts, ...rows, ...FOOTER, reason, message.replaceAll("**", "")]) {
      expect(fromHtml).toContain(part);
      expect(fromText).toContain(part);
    }
  });

  it("says in one sentence what it is about, in sentence case", () => {
    expect(message).toMatch(/^[A-Z].*\.$/);
    expect(message).not.toMatch(/[.!?] /);
    // The API contract fixes one subject.
    for (const line of [subject, title].filter((text) => text !== "Verify Your Email - Real MFA"))
      expect(line.replace("Real MFA", "")).toMatch(/^[A-Z][^A-Z.]*$/);
  });

  it("has a language, a title and a preview text that says more than the subject", async () => {
    const rendered = await html();
    expect(rendered).toContain('lang="en"');
    expect(rendered).toContain(`<title>${subject}</title>`);
    expect(preview).not.toBe("");
    expect([subject, title]).not.toContain(preview);
    expect(readable(rendered)).toContain(preview);
  });

  it("has one filled button if it asks for something, and at most one outlined button otherwise", async () => {
    const buttons = (await html()).match(/class="button \w+"/g) ?? [];
    if (type === "invitation") expect(buttons).toEqual(['class="button filled"']);
    else expect(buttons).toEqual(action ? [expect.stringMatching(/outlined|danger/)] : []);
  });

  it("escapes every text in the HTML version, and loads nothing without a logo", async () => {
    const rendered = await mail.hostile();
    expect(rendered).toContain("&lt;img src=x");
    expect(rendered).not.toContain("<img");
    expect(await html()).not.toMatch(/<img|<link rel|@import|url\(/);
  });

  it("leaves out what is unknown", async () => {
    const unknown = { device: "", place: "", ipAddress: "" };
    for (const version of [readable(await html(unknown)), text(unknown)])
      expect(version).not.toMatch(/Device:|Approximate location|IP address/);
  });

  it("shows no brand but its own", async () => {
    const brand = { ...PREVIEW.brand, name: "Acme", accent: "#123456", accentDark: "#abcdef" };
    const rendered = await html({ brand });
    const plain = text({ brand });
    for (const version of [rendered, plain]) {
      expect(version).toContain("Acme");
      expect(version).not.toContain("Real MFA");
    }
    expect(rendered).toContain("#123456");
    expect(rendered).toContain("#abcdef");
    expect(rendered).not.toContain(PREVIEW.brand.accent);
  });

  it("stays below Gmail's clipping limit, supports dark mode and wraps plain text", async () => {
    const rendered = await html();
    expect(Buffer.byteLength(rendered)).toBeLessThan(MAX_HTML_BYTES);
    expect(rendered).toContain("prefers-color-scheme: dark");
    const lines = text()
      .split("\n")
      .filter((line) => !line.includes("http"));
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(80);
  });
});
