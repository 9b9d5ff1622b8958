import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { FolderTakenError, runningDatabaseUrl, startLocalServices } from "./services";

const someSettings = () => ({
  DATA_DIR: mkdtempSync(path.join(tmpdir(), "real-mfa-services-")),
  MAILBOX_PORT: "0",
  NODE_ENV: "production",
});

describe("the stand-ins together", () => {
  it("let one run at a time have the folder's database, and tell where it answers", async () => {
    const settings = someSettings();
    const services = await startLocalServices(settings);
    expect(await runningDatabaseUrl(settings)).toBe(services.variables.DATABASE_URL);
    await expect(startLocalServices(settings)).rejects.toThrow(FolderTakenError);
    await services.close();
    expect(await runningDatabaseUrl(settings)).toBeUndefined();
    const again = await startLocalServices(settings);
    expect(again.variables.PASSWORD_PEPPER).toBe(services.variables.PASSWORD_PEPPER);
    await again.close();
  });

  it("start nothing in the place of what is set, nor say that it is the folder's", async () => {
    const settings = { ...someSettings(), DATABASE_URL: "postgresql://elsewhere.invalid/app" };
    const services = await startLocalServices(settings);
    expect(services.variables.DATABASE_URL).toBe(settings.DATABASE_URL);
    expect(existsSync(path.join(settings.DATA_DIR, "running.json"))).toBe(false);
    expect(existsSync(path.join(settings.DATA_DIR, "database"))).toBe(false);
    await services.close();
  });
});
