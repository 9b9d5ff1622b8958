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
