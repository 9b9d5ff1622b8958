import { afterAll, beforeAll, expect, it } from "vitest";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { newSubject } from "@/lib/testing/test-subject";
import { getUser, shownTo } from "./get-user";
import { listUserEvents } from "./list-user-events";
import { reactivateUser, suspendUser } from "./suspend-user";

const [ADMIN, MANAGER] = [{ role: "admin" }, { role: "manager" }] as const;

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices();
});
afterAll(() => services.close());

const addressesIn = async (userId: string, viewer: typeof ADMIN | typeof MANAGER) =>
  new Set((await listUserEvents(userId, viewer)).events.map(({ ipAddress }) => ipAddress));

it("shows managers which admin did something, but not from where", async () => {
  const [admin, subject] = [await newActor("admin"), await newSubject()];
  await suspendUser(subject.id, { reason: "Spam" }, admin);
  await reactivateUser(subject.id, {}, admin);
  expect(await addressesIn(subject.id, ADMIN)).toEqual(new Set([admin.ipAddress]));
  expect(await addressesIn(subject.id, MANAGER)).toEqual(new Set([""]));
  const { events } = await listUserEvents(subject.id, MANAGER);
  expect(events[0]?.actor).toEqual({ id: admin.userId, username: admin.user.username });
});

it("shows managers from where people use their accounts, but not admins and managers", async () => {
  for (const role of ["user", "manager", "admin"] as const) {
    const owner = await newActor(role);
    const user = await getUser(owner.userId);
    if (!user) throw new Error("The user is gone.");
    const isShown = role === "user";
    expect((await addressesIn(owner.userId, ADMIN)).has(owner.ipAddress)).toBe(true);
    expect((await addressesIn(owner.userId, MANAGER)).has(owner.ipAddress)).toBe(isShown);
    const [session] = shownTo(MANAGER, user).sessions;
    expect(session?.ipAddress).toBe(isShown ? owner.ipAddress : "");
    expect(shownTo(ADMIN, user)).toEqual(user);
  }
});
