import { describe, expect, it } from "vitest";
import { mailboxLink } from "./mailbox-link";

const SENDER = "Real MFA <noreply@realmfa.com>";

describe("mailboxLink", () => {
  it.each([
    ["ada@gmail.com", "Gmail", "mail.google.com"],
    ["ada@googlemail.com", "Gmail", "mail.google.com"],
    ["ada@Hotmail.co.uk", "Outlook", "outlook.live.com"],
    ["ada@msn.com", "Outlook", "outlook.live.com"],
    ["ada@yahoo.com.br", "Yahoo Mail", "mail.yahoo.com"],
    ["ada@gmx.com", "GMX", "www.gmx.net"],
    ["ada@me.com", "iCloud Mail", "www.icloud.com"],
    ["ada@pm.me", "Proton Mail", "mail.proton.me"],
    ["ada@fastmail.fm", "Fastmail", "app.fastmail.com"],
    ["ada@web.de", "WEB.DE", "web.de"],
  ])("knows where %s is read", (email, provider, host) => {
    const link = mailboxLink(email, SENDER);
    expect(link?.provider).toBe(provider);
    expect(new URL(link?.url ?? "").host).toBe(host);
  });

  it("searches for the sender where the provider can", () => {
    for (const email of ["ada@gmail.com", "ada@yahoo.com", "ada@proton.me", "ada@fastmail.com"]) {
      expect(decodeURIComponent(mailboxLink(email, SENDER)?.url ?? "")).toContain("noreply@realmfa.com");
      expect(mailboxLink(email, "noreply@realmfa.com")).toEqual(mailboxLink(email, SENDER));
    }
  });

  it("writes an address into the link so that it can't change it", () => {
    const url = mailboxLink("a&b#c/../d@gmail.com", SENDER)?.url ?? "";
    expect(new URL(url).searchParams.get("authuser")).toBe("a&b#c/../d@gmail.com");
  });

  it.each([
    "ada@example.com",
    "ada@gmail.com.evil.example",
    "ada@notgmail.com",
    "ada@yahoo.co.jp",
    "ada",
    "",
  ])("doesn't know where %s is read", (email) => expect(mailboxLink(email, SENDER)).toBeUndefined());
});
