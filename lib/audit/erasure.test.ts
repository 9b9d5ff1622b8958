import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/database/client";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newSubject } from "@/lib/testing/test-subject";
import { divideDetails } from "./event-details";
import { recordEvent } from "./record-event";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices();
});
afterAll(() => services.close());

const ADDRESS = "192.0.2.7";
const CLIENT = { ipAddress: ADDRESS, userAgent: "Firefox", requestId: randomUUID() };
const eventsOf = (userId: string) =>
  db().auditEvent.findMany({ where: { userId }, orderBy: { event: "asc" } });

async function record(userId: string, actorId?: string) {
  await db().$transaction((transaction) =>
    recordEvent(transaction, { ...CLIENT, userId, ...(actorId && { actorId }) }, "user_updated", {
      fields: ["email"],
      changes: { email: { from: "old@example.com", to: "new@example.com" } },
    }),
  );
}

describe("an audit event", () => {
  it("keeps what identifies a person apart", () => {
    const changes = { username: { from: "ada", to: "grace" } };
    expect(divideDetails<"user_updated">({ fields: ["username"], changes })).toEqual({
      details: { fields: ["username"] },
      personal: { changes },
    });
  });

  it("outlives its account without the personal data of the subject", async () => {
    const subject = await newSubject();
    await record(subject.id);
    await db().user.deleteMany({ where: { id: subject.id } });
    const [event] = await eventsOf(subject.id);
    expect(event).toMatchObject({
      userId: subject.id,
      event: "user_updated",
      details: { fields: ["email"] },
      requestId: CLIENT.requestId,
      personal: {},
      personalSalt: null,
      ipAddress: "",
      userAgent: "",
      clientSalt: null,
    });
    expect(JSON.stringify(event)).not.toMatch(/example\.com|192\.0\.2|Firefox/);
  });

  it("keeps where an admin acted from until the account of the admin is deleted", async () => {
    const [subject, admin] = [await newSubject(), await newSubject()];
    await record(subject.id, admin.id);
    await db().user.deleteMany({ where: { id: subject.id } });
    expect(await eventsOf(subject.id)).toMatchObject([
      { actorId: admin.id, ipAddress: ADDRESS, personal: {}, personalSalt: null },
    ]);
    await db().$executeRaw`DELETE FROM users WHERE id = ${admin.id}::uuid`;
    expect(await eventsOf(subject.id)).toMatchObject([
      { actorId: admin.id, ipAddress: "", userAgent: "", clientSalt: null },
    ]);
  });

  it("keeps the personal data of a subject whose admin is deleted", async () => {
    const [subject, admin] = [await newSubject(), await newSubject()];
    await record(subject.id, admin.id);
    await db().user.deleteMany({ where: { id: admin.id } });
    const changes = { email: { from: "old@example.com", to: "new@example.com" } };
    expect(await eventsOf(subject.id)).toMatchObject([{ ipAddress: "", personal: { changes } }]);
  });

  it("can't be changed, deleted, or erased in part", async () => {
    const subject = await newSubject();
    await record(subject.id);
    const where = { userId: subject.id };
    const changes = [
      { event: "nothing" },
      { details: {} },
      { personal: { changes: "none" } },
      { personal: {} },
      { ipAddress: "198.51.100.1" },
      { ipAddress: "", clientSalt: null },
      { createdAt: new Date(0) },
    ];
    for (const data of changes)
      await expect(db().auditEvent.updateMany({ where, data }), JSON.stringify(data)).rejects.toThrow(
        "not changed",
      );
    await expect(db().auditEvent.deleteMany({ where })).rejects.toThrow("not deleted");
    await expect(db().$executeRaw`TRUNCATE audit_events`).rejects.toThrow("not deleted");
    expect(await db().auditEvent.count({ where })).toBe(1);
  });

  it("is kept for 30 days at least, whoever ends the retention", async () => {
    await expect(db().$queryRaw`SELECT end_audit_retention(now(), 10)`).rejects.toThrow("at least 30 days");
  });
});
