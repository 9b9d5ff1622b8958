import { chmodSync, existsSync, mkdirSync, mkdtempSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { makePrivateFolder } from "./private-files";
import { DATA_FILES, FolderTakenError, runningDatabaseUrl, startLocalServices } from "./services";

const newSettings = () => ({
  DATA_DIR: mkdtempSync(path.join(tmpdir(), "real-mfa-services-")),
  MAILBOX_PORT: "0",
  NODE_ENV: "production",
});

describe("startLocalServices", () => {
  it("lets one run at a time open the data folder and records its database URL", async () => {
    const settings = newSettings();
    const services = await startLocalServices(settings);
    expect(await runningDatabaseUrl(settings)).toBe(services.variables.DATABASE_URL);
    await expect(startLocalServices(settings)).rejects.toThrow(FolderTakenError);
    await services.close();
    expect(await runningDatabaseUrl(settings)).toBeUndefined();
    const restarted = await startLocalServices(settings);
    expect(restarted.variables.PASSWORD_PEPPER).toBe(services.variables.PASSWORD_PEPPER);
    await restarted.close();
  });

  it("starts no stand-in for a service that is set and does not record its URL", async () => {
    const settings = { ...newSettings(), DATABASE_URL: "postgresql://elsewhere.invalid/app" };
    const services = await startLocalServices(settings);
    expect(services.variables.DATABASE_URL).toBe(settings.DATABASE_URL);
    expect(existsSync(path.join(settings.DATA_DIR, "running.json"))).toBe(false);
    expect(existsSync(path.join(settings.DATA_DIR, "database"))).toBe(false);
    await services.close();
  });

  it("makes a signing key that a self-hosted Inngest server takes", async () => {
    const services = await startLocalServices(newSettings());
    expect(services.variables.INNGEST_SIGNING_KEY).toMatch(/^[0-9a-f]{64}$/);
    await services.close();
  });

  it.each([
    ["022", 0o022],
    ["000", 0o000],
  ])("lets nobody else read its data, with umask %s", async (_, umask) => {
    const earlier = process.umask(umask);
    try {
      const settings = newSettings();
      const folder = path.join(settings.DATA_DIR, "data");
      for (let run = 0; run < 2; run++) {
        const services = await startLocalServices({ ...settings, DATA_DIR: folder });
        await sendEmail(String(services.variables.RESEND_BASE_URL));
        const running = modesOf(folder);
        expect(Object.keys(running)).toContain("running.json");
        expect(running).toEqual(expectedModes(running));
        await services.close();
        const stopped = modesOf(folder);
        expect(Object.keys(stopped)).toEqual(expect.arrayContaining(["mailbox.jsonl", "redis.json"]));
        expect(stopped).toEqual(expectedModes(stopped));
        // What an earlier version left behind.
        for (const name of Object.keys(stopped)) chmodSync(path.join(folder, name), 0o777);
        writeFileSync(path.join(folder, "running.json"), '{"DATABASE_URL":"postgresql://127.0.0.1:1/x"}');
      }
    } finally {
      process.umask(earlier);
    }
  });

  it("leaves a folder open that all users share", () => {
    const folder = path.join(newSettings().DATA_DIR, "shared");
    mkdirSync(folder);
    chmodSync(folder, 0o1777);
    makePrivateFolder(folder);
    expect(statSync(folder).mode & 0o7777).toBe(0o1777);
  });
});

/** Returns the modes of the data folder (".") and of what is in it. */
function modesOf(folder: string): Record<string, number> {
  const names = [".", ...DATA_FILES].filter((name) => existsSync(path.join(folder, name)));
  return Object.fromEntries(names.map((name) => [name, statSync(path.join(folder, name)).mode & 0o777]));
}

function expectedModes(modes: Record<string, number>): Record<string, number> {
  const modeOf = (name: string) => (name.includes(".") && name !== "." ? 0o600 : 0o700);
  return Object.fromEntries(Object.keys(modes).map((name) => [name, modeOf(name)]));
}

async function sendEmail(mailboxUrl: string) {
  const email = { from: "a@example.com", to: "b@example.com", subject: "A link", text: "https://…" };
  const headers = { authorization: "Bearer re_local" };
  await fetch(`${mailboxUrl}/emails`, { method: "POST", body: JSON.stringify(email), headers });
}
