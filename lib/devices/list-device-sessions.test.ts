import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, it } from "vitest";
import { db } from "@/lib/database/client";
import { login } from "@/lib/login/login";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { newRequestContext, testDevice } from "@/lib/testing/test-users";
import { listDeviceSessions } from "./list-device-sessions";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices();
});
afterAll(() => services.close());

it("lists devices with their sessions, the current one first, and sessions without a device", async () => {
  const actor = await newActor();
  const { email, password, userId } = actor;
  const tablet = { ...testDevice, fingerprint_hash: "another-tablet", device_name: "Tablet" };
  for (let count = 0; count < 2; count++) {
    await login({ email, password, device: tablet }, newRequestContext(), "bearer", testDevice);
  }
  const laptop = { ...testDevice, fingerprint_hash: "another-laptop", device_name: "Laptop" };
  await login({ email, password, device: laptop }, newRequestContext(), "bearer", testDevice);
  await db().session.updateMany({
    where: { userId, device: { name: "Laptop" } },
    data: { deviceId: null, ipAddress: "192.0.2.7" },
  });
  const { devices, otherSessions } = await listDeviceSessions(actor);
  expect(devices.map(({ name, isCurrent, sessions }) => [name, isCurrent, sessions.length])).toEqual([
    ["My iPhone", true, 1],
    ["Laptop", false, 0],
    ["Tablet", false, 2],
  ]);
  expect(devices[0]?.sessions).toMatchObject([{ id: actor.sessionId, isCurrent: true }]);
  expect(otherSessions).toMatchObject([{ isCurrent: false, device: null, ipAddress: "192.0.2.7" }]);
});

it("lists many devices a page at a time, each once, and the current one first however long ago it was used", async () => {
  const actor = await newActor();
  const { userId, deviceId } = actor;
  await db().device.createMany({
    data: Array.from({ length: 24 }, (_, index) => ({
      userId,
      name: `Laptop ${index}`,
      type: "desktop" as const,
      fingerprintHash: `laptop-${index}`,
      // Several were used at the same time.
      lastSeenAt: new Date(Date.now() + Math.floor(index / 3) * 1000),
    })),
  });
  await db().session.create({
    data: { userId, kind: "bearer", tokenHash: randomBytes(32), expiresAt: new Date(Date.now() + 60_000) },
  });
  const pages = await Promise.all([1, 2, 3].map((page) => listDeviceSessions(actor, page)));
  expect(pages.map(({ devices }) => devices.length)).toEqual([10, 10, 5]);
  const ids = pages.flatMap(({ devices }) => devices.map(({ id }) => id));
  expect(new Set(ids).size).toBe(25);
  expect(ids[0]).toBe(deviceId);
  expect(pages[0]?.devices[1]?.name).toMatch(/^Laptop 2[123]$/);
  expect(pages.map(({ otherSessions }) => otherSessions.length)).toEqual([1, 0, 0]);
  expect(pages[2]).toMatchObject({ page: 3, pageCount: 3, deviceCount: 25, sessionCount: 2 });

  for (const [number, page] of [
    ["4", 3],
    ["0", 1],
    ["-1", 1],
    ["x", 1],
    ["1e9", 3],
    [["2", "3"], 1],
  ] as const) {
    expect((await listDeviceSessions(actor, number)).page, String(number)).toBe(page);
  }
  // Of a session without a device, no device is the current one.
  const { devices } = await listDeviceSessions({ ...actor, deviceId: null }, 2);
  expect(devices).toHaveLength(10);
});
