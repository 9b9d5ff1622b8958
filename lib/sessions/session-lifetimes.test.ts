import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/database/client";
import { login } from "@/lib/login/login";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { newRequestContext, testDevice } from "@/lib/testing/test-users";
import { findSession, isSecondFactorMissing } from "./session";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices({ MFA_REQUIRED_FOR: "admin" });
});
afterAll(() => services.close());

const MINUTE_MS = 60 * 1000;
const HOUR_MS = 60 * MINUTE_MS;

/** Logs a new user in whose role was set before. */
async function newSession(role: "user" | "manager" | "admin") {
  const { email, password, userId } = await newActor();
  await db().user.update({ where: { id: userId }, data: { role } });
  const result = await login({ email, password }, newRequestContext(), "bearer", testDevice);
  if (!result.ok) throw new Error("The login failed.");
  return { ...result.value, userId, email, password };
}

describe("an admin's session", () => {
  it("ends after 12 hours, and another user's after 90 days", async () => {
    const [admin, manager] = [await newSession("admin"), await newSession("manager")];
    expect(admin.expiresAt.getTime() - Date.now()).toBeLessThanOrEqual(12 * HOUR_MS);
    expect(manager.expiresAt.getTime() - Date.now()).toBeGreaterThan(89 * 24 * HOUR_MS);
  });

  it("ends after 30 minutes without use, and another user's doesn't", async () => {
    for (const role of ["admin", "user"] as const) {
      const { id, token } = await newSession(role);
      const unusedFor = (minutes: number) =>
        db().session.update({
          where: { id },
          data: { lastSeenAt: new Date(Date.now() - minutes * MINUTE_MS) },
        });
      await unusedFor(29);
      expect(await findSession(token, "bearer")).toBeDefined();
      await unusedFor(31);
      expect((await findSession(token, "bearer")) !== undefined).toBe(role === "user");
    }
  });

  it("lacks the second factor that the role requires", async () => {
    for (const role of ["admin", "manager", "user"] as const) {
      const session = await findSession((await newSession(role)).token, "bearer");
      expect(session && isSecondFactorMissing(session)).toBe(role === "admin");
    }
  });
});

describe("the sessions of an account", () => {
  it("are at most 50: the one that was unused for longest goes", async () => {
    const { userId, token, email, password, id } = await newSession("user");
    await db().session.update({ where: { id }, data: { lastSeenAt: new Date(Date.now() - 2 * HOUR_MS) } });
    const oldest = await db().session.findUniqueOrThrow({ where: { id } });
    const used = await db().session.count({ where: { userId } });
    await db().session.createMany({
      data: Array.from({ length: 50 - used }, (_, index) => ({
        ...oldest,
        id: undefined,
        tokenHash: new Uint8Array(32).fill(index + 1),
        lastSeenAt: new Date(),
      })),
    });
    expect(await findSession(token, "bearer")).toBeDefined();
    await db().session.update({ where: { id }, data: { lastSeenAt: new Date(Date.now() - 2 * HOUR_MS) } });
    expect((await login({ email, password }, newRequestContext(), "bearer", testDevice)).ok).toBe(true);
    expect(await db().session.count({ where: { userId } })).toBe(50);
    expect(await findSession(token, "bearer")).toBeUndefined();
  });
});
