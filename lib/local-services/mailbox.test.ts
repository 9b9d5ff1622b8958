import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { LocalServer } from "./http";
import { startMailbox } from "./mailbox";

let mailbox: LocalServer;
beforeAll(async () => {
  const folder = mkdtempSync(path.join(tmpdir(), "real-mfa-mailbox-"));
  mailbox = await startMailbox({ file: path.join(folder, "mailbox.jsonl"), port: 0 });
  await fetch(`${mailbox.url}/faults`, { method: "PUT", body: '{"requestsPerSecond":100}' });
});
afterAll(() => mailbox.close());

async function send(addresses: { from?: string; to?: string }) {
  const email = { from: "noreply@example.com", to: "someone@example.com", subject: "Hello", ...addresses };
  const response = await fetch(`${mailbox.url}/emails`, {
    method: "POST",
    headers: { authorization: "Bearer re_test" },
    body: JSON.stringify(email),
  });
  return { status: response.status, text: await response.text() };
}

describe("the mailbox", () => {
  it.each([
    "o'brien+tag@example.com",
    "first.last@xn--bcher-kva.example",
    "Real MFA <noreply@realmfa.com>",
    "<noreply@realmfa.com>",
    `${"x".repeat(64)}@example.com`,
  ])("accepts %s", async (address) => {
    expect((await send({ to: address })).status).toBe(200);
    expect((await send({ from: address })).status).toBe(200);
  });

  it.each([
    ["a quoted local part", '"a@b"@example.com'],
    ["a quoted local part that needs no quotes", '"q"@example.com'],
    ["a local part with letters outside ASCII", "josé@example.com"],
    ["a domain that is not in Punycode", "a@bücher.example"],
    ["a local part of more than 64 characters", `${"x".repeat(65)}@example.com`],
    ["two dots in a row", "a..b@example.com"],
    ["no top-level domain", "a@localhost"],
    ["a domain literal", "a@[127.0.0.1]"],
    ["an address without its closing bracket", "Name <a@example.com"],
    ["a name without brackets", "Name a@example.com"],
    ["a line break", "a@example.com\n"],
    ["two addresses", "a@example.com,b@example.com"],
  ])("refuses %s", async (_, address) => {
    const response = await send({ to: address });
    expect(response.status).toBe(422);
    expect(response.text).toContain("Invalid `to` field.");
    expect((await send({ from: address })).text).toContain("Invalid `from` field.");
  });
});
