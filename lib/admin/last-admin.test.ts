import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { scheduleDeletion } from "@/lib/account/delete-account";
import { db } from "@/lib/database/client";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { newSubject } from "@/lib/testing/test-subject";
import { changeRole } from "./change-role";

let services: TestServices;
let admin: Awaited<ReturnType<typeof newActor>>;
beforeAll(async () => {
  services = await startTestServices();
  admin = await newActor("admin");
});
afterAll(() => services.close());

describe("the last admin", () => {
  it("can't be demoted, suspended or deleted, whoever tries", async () => {
    await db().user.updateMany({
      where: { role: "admin", id: { not: admin.userId } },
      data: { role: "user" },
    });
    const { userId: id } = admin;
    for (const data of [{ role: "user" }, { suspendedAt: new Date() }, { deleteAfter: new Date() }] as const)
      await expect(db().user.update({ where: { id }, data })).rejects.toThrow();
    await expect(db().user.deleteMany({ where: { id } })).rejects.toThrow();
    expect(await scheduleDeletion({ password: admin.password }, admin)).toEqual({
      ok: false,
      failure: { code: "invalid", errors: { password: ["last_admin"] } },
    });
    // Someone who can't log in doesn't count.
    await newSubject({ role: "admin", suspendedAt: new Date() });
    await expect(db().user.update({ where: { id }, data: { role: "user" } })).rejects.toThrow();
  });

  it("stays when two admins demote each other at the same moment", async () => {
    for (let round = 0; round < 5; round++) {
      const pair = [await newActor("admin"), await newActor("admin")] as const;
      const [one, two] = pair;
      await db().user.updateMany({
        where: { role: "admin", id: { notIn: pair.map(({ userId }) => userId) } },
        data: { role: "user" },
      });
      const results = await Promise.allSettled([
        changeRole(one.userId, { role: "user" }, two),
        changeRole(two.userId, { role: "user" }, one),
      ]);
      const done = results.filter((result) => result.status === "fulfilled" && result.value.ok);
      expect(done).toHaveLength(1);
      const admins = { role: "admin", suspendedAt: null } as const;
      expect(await db().user.count({ where: admins })).toBe(1);
    }
  });

  it("stays when two admins delete their own accounts at the same moment", async () => {
    const pair = [await newActor("admin"), await newActor("admin")] as const;
    await db().user.updateMany({
      where: { role: "admin", id: { notIn: pair.map(({ userId }) => userId) } },
      data: { role: "user" },
    });
    const results = await Promise.all(
      pair.map((actor) => scheduleDeletion({ password: actor.password }, actor)),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await db().user.count({ where: { role: "admin", deleteAfter: null } })).toBe(1);
  });
});
