import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/database/client";
import { login } from "@/lib/login/login";
import { findSession } from "@/lib/sessions/session";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { newRequestContext, testDevice } from "@/lib/testing/test-users";
import { changeDevice, listDevices, listTrustedDevices, removeDevice } from "./manage-devices";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices();
});
afterAll(() => services.close());

describe("device", () => {
  it("can be changed by its owner only, and its removal revokes its sessions", async () => {
    const [actor, stranger] = [await newActor(), await newActor()];
    const [device] = (await listDevices(actor)).devices;
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
    expect(await listDevices(actor)).toMatchObject({ devices: [{ name: "Mine", isTrusted: false }] });
    expect((await removeDevice(id, actor)).ok).toBe(true);
    expect(await findSession(actor.token, "bearer")).toBeUndefined();
  });

  it("is listed a page at a time, also among others that were last used at the same time", async () => {
    const [actor, stranger] = [await newActor(), await newActor()];
    const lastSeenAt = new Date(Date.now() - 60_000);
    await db().device.createMany({
      data: Array.from({ length: 5 }, (_, number) => ({
        userId: actor.userId,
        name: `Laptop ${number}`,
        type: "desktop" as const,
        fingerprintHash: `laptop-${number}`,
        lastSeenAt,
      })),
    });
    const names: string[] = [];
    let after: string | undefined;
    do {
      const page = await listDevices(actor, { after, limit: 2 });
      expect(page.devices).toHaveLength(2);
      names.push(...page.devices.map(({ name }) => name));
      after = page.next;
    } while (after);
    expect(names).toHaveLength(6);
    expect(new Set(names).size).toBe(6);
    expect((await listDevices(actor)).next).toBeUndefined();
    // The cursor of someone else's page is none.
    const [first] = (await listDevices(stranger)).devices;
    for (const wrong of [first?.id, "x", null])
      expect((await listDevices(actor, { after: wrong })).devices).toHaveLength(6);
  });

  it("is among the trusted ones until its trust ends", async () => {
    const actor = await newActor();
    const [device] = (await listDevices(actor)).devices;
    const id = device?.id ?? "";
    await changeDevice(id, { is_trusted: true }, actor);
    expect((await listTrustedDevices(actor)).map(({ id }) => id)).toEqual([id]);
    await db().device.update({ where: { id }, data: { trustedUntil: new Date() }, select: { id: true } });
    expect(await listTrustedDevices(actor)).toEqual([]);
    expect((await listDevices(actor)).devices).toMatchObject([{ id, isTrusted: false }]);
  });

  it("that is trusted again after its trust ended records an event and tells the owner again", async () => {
    const actor = await newActor();
    const { userId } = actor;
    const [device] = (await listDevices(actor)).devices;
    const id = device?.id ?? "";
    const told = async () => ({
      emails: await db().outboxEmail.count({ where: { userId, kind: "device_trusted" } }),
      events: await db().auditEvent.count({ where: { userId, event: "authz_change" } }),
    });
    await changeDevice(id, { is_trusted: true }, actor);
    await changeDevice(id, { is_trusted: true }, actor);
    expect(await told()).toEqual({ emails: 1, events: 1 });
    const end = () =>
      db().device.update({ where: { id }, data: { trustedUntil: new Date() }, select: { id: true } });
    await end();
    expect((await changeDevice(id, { is_trusted: true }, actor)).ok).toBe(true);
    expect(await told()).toEqual({ emails: 2, events: 2 });
    await end();
    const { email, password } = actor;
    const again = { email, password, remember_device: true, device: { ...testDevice } };
    expect((await login(again, newRequestContext(), "bearer", testDevice)).ok).toBe(true);
    expect(await db().auditEvent.count({ where: { userId, event: "authz_change" } })).toBe(3);
    expect((await listTrustedDevices(actor)).map(({ id }) => id)).toEqual([id]);
  });
});
