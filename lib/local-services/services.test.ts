import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { FolderTakenError, runningDatabaseUrl, startLocalServices } from "./services";

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
});
