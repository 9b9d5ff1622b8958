import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { findSession } from "@/lib/sessions/session";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { changeDevice, listDevices, removeDevice } from "./manage-devices";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices();
});
afterAll(() => services.close());

describe("device", () => {
  it("can be changed by its owner only, and its removal revokes its sessions", async () => {
    const [actor, stranger] = [await newActor(), await newActor()];
    const [device] = await listDevices(actor);
    const id = device?.id ?? "";
    expect(await changeDevice(id, { device_name: "Mine" }, stranger)).toMatchObject({
      failure: { code: "not_found" },
    });
    expect(await removeDevice(id, stranger)).toMatchObject({ failure: { code: "not_found" } });
    const stale = { ...actor, authenticatedAt: new Date(0) };
    expect(await changeDevice(id, { is_trusted: true }, stale)).toMatchObject({
      failure: { errors: { password: ["password_needed"] } },
    });
    expect((await changeDevice(id, { device_name: "Mine", is_trusted: true }, actor)).ok).toBe(true);
    expect((await changeDevice(id, { is_trusted: false }, stale)).ok).toBe(true);
    expect(await listDevices(actor)).toMatchObject([{ name: "Mine", isTrusted: false }]);
    expect((await removeDevice(id, actor)).ok).toBe(true);
    expect(await findSession(actor.token, "bearer")).toBeUndefined();
  });
});
