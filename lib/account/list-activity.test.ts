import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/database/client";
import { changeDevice, listDevices } from "@/lib/devices/manage-devices";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { scheduleDeletion } from "./delete-account";
import { exportData } from "./export-data";
import { listActivity } from "./list-activity";
import { updateProfile } from "./profile";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices();
});
afterAll(() => services.close());

describe("activity", () => {
  it("lists audit events as messages, newest first, and keeps them immutable", async () => {
    const actor = await newActor();
    await updateProfile({ bio: "Likes harbours.", phone_number: "+4915112345678" }, actor);
    await updateProfile({ bio: "Likes harbours." }, actor);
    await exportData({}, actor);
    const { activity } = await listActivity(actor);
    expect(activity.map(({ message }) => message)).toEqual([
      "Account data downloaded",
      "Bio and phone number updated",
      "Logged in from a new device: My iPhone",
      "Account created from My iPhone",
    ]);
    expect(activity[0]).toMatchObject({ ipAddress: actor.ipAddress });
    const { sessionId } = await db().auditEvent.findFirstOrThrow({ where: { id: activity[0]?.id ?? "" } });
    expect(sessionId).toBe(actor.sessionId);
    await expect(
      db().auditEvent.updateMany({ where: { userId: actor.userId }, data: { event: "nothing" } }),
    ).rejects.toThrow(/are not changed/);
  });

  it("paginates events, including those with the same timestamp", async () => {
    const [actor, other] = [await newActor(), await newActor()];
    const at = new Date(Date.now() + 1_000);
    const data = Array.from({ length: 60 }, () => ({
      userId: actor.userId,
      event: "sensitive_read",
      createdAt: at,
    }));
    await db().auditEvent.createMany({ data });
    const first = await listActivity(actor);
    const second = await listActivity(actor, { before: first.next });
    const seen = [...first.activity, ...second.activity].map(({ id }) => id);
    expect(new Set(seen).size).toBe(62);
    expect(second.next).toBeUndefined();
    const [otherEvent] = (await listActivity(other)).activity;
    for (const before of [otherEvent?.id, "x", undefined])
      expect(await listActivity(actor, { before })).toEqual(first);
  });

  it("is filtered by category, also from page to page", async () => {
    const actor = await newActor();
    await updateProfile({ username: `renamed_${actor.userId}`, bio: "Likes harbours." }, actor);
    await exportData({}, actor);
    await scheduleDeletion({ password: "wrong" }, actor);
    const eventsOf = async (query: Parameters<typeof listActivity>[1]) =>
      (await listActivity(actor, query)).activity.map(({ event }) => event);
    expect(await eventsOf({ category: "logins" })).toEqual(["authn_login_success"]);
    expect(await eventsOf({ category: "profile" })).toEqual(["user_updated", "user_created"]);
    // A new username changes who the person is to others, so it belongs to security as well.
    const security = ["authz_fail", "sensitive_read", "user_updated"];
    expect(await eventsOf({ category: "security" })).toEqual(security);
    expect(await eventsOf({ category: "everything" })).toHaveLength(5);
    const first = await listActivity(actor, { category: "security", limit: 1 });
    expect(first.activity).toMatchObject([{ event: "authz_fail", outcome: "failed" }]);
    expect(await eventsOf({ category: "security", before: first.next })).toEqual(security.slice(1));
    // From an event of another category on.
    const [login] = (await listActivity(actor, { category: "logins" })).activity;
    expect(await eventsOf({ category: "profile", before: login?.id })).toEqual(["user_created"]);
  });

  it("tells what changed from what to what, but not the content of free texts", async () => {
    const actor = await newActor();
    const username = `renamed_${actor.userId}`;
    const phone_number = "+442079460018";
    await updateProfile({ username, bio: "A secret harbour.", address: "Quay 7", phone_number }, actor);
    const [device] = (await listDevices(actor)).devices;
    await changeDevice(device?.id ?? "", { device_name: "The one on my desk" }, actor);
    const { activity } = await listActivity(actor, { limit: 2 });
    expect(activity).toMatchObject([
      {
        message: "Device renamed: The one on my desk",
        changes: [{ field: "device name", from: "My iPhone", to: "The one on my desk" }],
      },
      {
        message: "Username, bio, address, and phone number updated",
        changes: [
          { field: "username", from: actor.user.username, to: username },
          { field: "phone number", from: expect.stringMatching(/^(none|\+\d+)$/), to: phone_number },
        ],
        outcome: "success",
      },
    ]);
    expect(JSON.stringify(activity)).not.toMatch(/secret harbour|Quay/);
  });

  it("records no event for a change that was rolled back", async () => {
    const [actor, rival] = [await newActor(), await newActor()];
    const before = await db().auditEvent.count({ where: { userId: actor.userId } });
    expect(await updateProfile({ username: rival.user.username.toUpperCase() }, actor)).toMatchObject({
      failure: { errors: { username: ["username_taken"] } },
    });
    expect(await db().auditEvent.count({ where: { userId: actor.userId } })).toBe(before);
  });

  it("contains no passwords, hashes or tokens, nor does the data export", async () => {
    const actor = await newActor();
    const { passwordHash } = await db().user.findUniqueOrThrow({ where: { id: actor.userId } });
    const text = JSON.stringify([await exportData({}, actor), await listActivity(actor)]);
    for (const secret of [actor.password, actor.token, passwordHash]) expect(text).not.toContain(secret);
    expect(JSON.parse(text)[0].value.data).toMatchObject({
      username: actor.user.username,
      email: actor.email,
    });
  });
});
