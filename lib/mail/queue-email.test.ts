import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listActivity } from "@/lib/account/list-activity";
import { getSecurityAlert, reportUnrecognizedLogin } from "@/lib/account/report-unrecognized-login";
import { db } from "@/lib/database/client";
import { openGeoDatabase } from "@/lib/geo/place-of";
import { createVerifiedUser } from "@/lib/login/login-fixtures";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { setTestSettings } from "@/lib/testing/test-settings";
import { newRequestContext } from "@/lib/testing/test-users";
import { tinyGeoDatabase } from "@/lib/testing/tiny-geo-database";
import { deliverBatch } from "./deliver-batch";
import { type NewEmail, queueEmail } from "./queue-email";

const geoDatabase = path.join(mkdtempSync(path.join(tmpdir(), "geo-")), "places.mmdb");
setTestSettings({ GEOIP_DATABASE: geoDatabase });

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices();
  const places = {
    "203.0.113.0/24": { city: { names: { en: "Berlin" } }, country: { names: { en: "Germany" } } },
  };
  writeFileSync(geoDatabase, tinyGeoDatabase(places));
  openGeoDatabase();
});
afterAll(() => services.close());

/** Returns a verified user without queued emails. */
async function newUser() {
  const user = await createVerifiedUser();
  await db().outboxEmail.deleteMany({ where: { userId: user.id } });
  return user;
}

const origin = { ipAddress: "203.0.113.7" };
const queue = (email: NewEmail) => db().$transaction((transaction) => queueEmail(transaction, email));

async function deliverTo(address: string) {
  while ((await deliverBatch()).claimed > 0);
  return services.mailsTo(address);
}

async function newestTokenTo(address: string) {
  const [newest] = await deliverTo(address);
  return /token=([\w-]+)/.exec(newest?.text ?? "")?.[1] ?? "";
}

describe("queueEmail", () => {
  it("sends to the current address, and to another one if asked", async () => {
    const { id: userId, email } = await newUser();
    await queue({ kind: "data_exported", userId, details: {}, origin });
    await queue({ kind: "data_exported", userId, recipient: "old@example.org", details: {}, origin });
    const rows = await db().outboxEmail.findMany({ where: { userId }, select: { recipient: true } });
    expect(rows.map(({ recipient }) => recipient).sort()).toEqual(["old@example.org", email].sort());
  });

  it("greets with the username at the time of the event, so that a retry is the same email", async () => {
    const { id: userId, username, email } = await newUser();
    await queue({ kind: "data_exported", userId, details: {}, origin });
    const renamed = `${username}_2`;
    await db().user.update({
      where: { id: userId },
      data: { username: renamed, usernameCanonical: renamed },
    });
    expect((await deliverTo(email))[0]?.text).toMatch(new RegExp(`^Hi ${username},`));
  });

  it("keeps the name of a device on its line: a client can't add text, formatting or reordering", async () => {
    const { id: userId, email } = await newUser();
    const device = "iPhone\n\nCall **+1 555**\u2028\u202eevil";
    await queue({ kind: "device_trusted", userId, details: { device }, origin });
    await queue({ kind: "device_trusted", userId, details: { device: "\u202e*\n" }, origin });
    const texts = (await deliverTo(email)).map(({ text }) => text);
    expect(texts.some((text) => text.includes("\nDevice: iPhone Call +1 555 evil\nTime: "))).toBe(true);
    expect(texts.some((text) => text.includes("\nDevice: Unknown device\n"))).toBe(true);
  });

  it("stores where the event came from, so that a retry is the same email", async () => {
    const { id: userId, username, email } = await newUser();
    const device = { userId, name: "Firefox on Linux", type: "desktop", fingerprintHash: "a" } as const;
    const { id: deviceId } = await db().device.create({ data: device });
    await queue({ kind: "data_exported", userId, details: {}, origin: { ...origin, deviceId } });
    await db().device.delete({ where: { id: deviceId } });
    const details = {
      username,
      device: "Firefox on Linux",
      ipAddress: "203.0.113.7",
      place: "Berlin, Germany",
    };
    expect(await db().outboxEmail.findMany({ where: { userId }, select: { details: true } })).toEqual([
      { details },
    ]);
    expect((await deliverTo(email))[0]?.text).toMatch(
      /\nDevice: Firefox on Linux\nTime: .* UTC\nApproximate location: Berlin, Germany\nIP address: 203.0.113.7\n/,
    );
  });

  it("shows the time in the time zone of the request, if it is known", async () => {
    const { id: userId, email } = await newUser();
    const timeZone = "Asia/Kathmandu";
    await queue({ kind: "data_exported", userId, details: {}, origin: { ...origin, timeZone } });
    expect((await deliverTo(email))[0]?.text).toMatch(/\nTime: \d+ \w+ \d{4} at \d\d:\d\d GMT\+5:45\n/);
  });

  it("leaves out an IP address and a device that are unknown", async () => {
    const { id: userId, email } = await newUser();
    const { id: strangersId } = await newUser();
    const device = { userId: strangersId, name: "Other", type: "desktop", fingerprintHash: "a" } as const;
    const { id: deviceId } = await db().device.create({ data: device });
    await queue({ kind: "data_exported", userId, details: {}, origin: { ipAddress: "unknown", deviceId } });
    expect((await deliverTo(email))[0]?.text).not.toMatch(/Device|location|IP address|unknown/);
  });

  it("rolls back with its transaction", async () => {
    const { id: userId } = await newUser();
    const failing = db().$transaction(async (transaction) => {
      await queueEmail(transaction, { kind: "data_exported", userId, details: {}, origin });
      throw new Error("The change failed.");
    });
    await expect(failing).rejects.toThrow("The change failed.");
    expect(await db().outboxEmail.count({ where: { userId } })).toBe(0);
  });
});

describe("a security alert", () => {
  const ALERTS: NewEmail[] = [
    {
      kind: "username_changed",
      userId: "",
      details: { oldUsername: "johnny", newUsername: "john_doe" },
      origin,
    },
    { kind: "data_exported", userId: "", details: {}, origin },
    { kind: "device_trusted", userId: "", details: { device: "Safari on iPhone" }, origin },
    { kind: "email_change_requested", userId: "", details: { newEmail: "new*mail@example.org" }, origin },
  ];

  it.each(ALERTS)(
    "of the kind $kind has a link that shows the event and secures the account once",
    async (alert) => {
      const { id: userId, email, username } = await newUser();
      await queue({ ...alert, userId });
      const token = await newestTokenTo(email);
      const expected = { kind: alert.kind, username, ...alert.details };
      const shown = await getSecurityAlert(token);
      expect(shown).toMatchObject({ ok: true, value: expected });
      expect(shown.ok && shown.value.ipAddress).toBe(origin.ipAddress);
      expect(shown.ok && shown.value.at).toMatch(/^\d+ \w+ \d{4} at \d\d:\d\d UTC$/);
      const reports = await Promise.all(
        [1, 2, 3].map(() => reportUnrecognizedLogin(token, newRequestContext())),
      );
      expect(reports.filter(({ ok }) => ok)).toHaveLength(1);
      const { passwordHash } = await db().user.findUniqueOrThrow({ where: { id: userId } });
      expect(passwordHash).toBe("");
    },
  );

  it("about a requested email change cancels that change", async () => {
    const { id: userId, email } = await newUser();
    const confirmation = { newEmail: "new@example.org", changeId: userId, boundTo: email };
    await queue({
      kind: "confirm_email_change",
      userId,
      recipient: "new@example.org",
      details: confirmation,
    });
    const requested = { newEmail: "new@example.org" };
    await queue({ kind: "email_change_requested", userId, details: requested, origin });
    await reportUnrecognizedLogin(await newestTokenTo(email), newRequestContext());
    const pending = { userId, kind: "confirm_email_change", tokenConsumedAt: null } as const;
    expect(await db().outboxEmail.count({ where: pending })).toBe(0);
  });
});

describe("the database", () => {
  const emailsOf = (userId: string) =>
    db().outboxEmail.findMany({
      where: { userId },
      orderBy: { createdAt: "asc" },
      select: { kind: true, recipient: true, state: true, details: true },
    });

  it("tells the owner of a suspension and of its end, once each", async () => {
    const { id, email, username } = await newUser();
    const queued = { recipient: email, state: "queued", details: { username } };
    await db().$executeRaw`UPDATE users SET suspended_at = now() WHERE id = ${id}::uuid`;
    await db().$executeRaw`UPDATE users SET suspended_at = now() + interval '1 s' WHERE id = ${id}::uuid`;
    expect(await emailsOf(id)).toEqual([{ kind: "account_suspended", ...queued }]);
    await db().$executeRaw`UPDATE users SET suspended_at = NULL WHERE id = ${id}::uuid`;
    await db().$executeRaw`UPDATE users SET suspended_at = NULL WHERE id = ${id}::uuid`;
    expect((await emailsOf(id)).map(({ kind }) => kind)).toEqual([
      "account_suspended",
      "account_reactivated",
    ]);
    const subjects = (await deliverTo(email)).map(({ subject }) => subject);
    expect(subjects.sort()).toEqual(["Your account was reactivated", "Your account was suspended"]);
    const messages = (await listActivity({ userId: id })).activity.map(({ message }) => message);
    expect(messages).toContain("Account reactivated");
  });

  it("tells the owner of a new role, once", async () => {
    const { id, email, username } = await newUser();
    await db().$executeRaw`UPDATE users SET role = 'manager' WHERE id = ${id}::uuid`;
    await db().$executeRaw`UPDATE users SET role = 'manager' WHERE id = ${id}::uuid`;
    const details = { username, role: "manager", previousRole: "user" };
    expect(await emailsOf(id)).toEqual([
      { kind: "role_changed", recipient: email, state: "queued", details },
    ]);
    const [mail] = await deliverTo(email);
    expect(mail?.text).toContain("New role: Manager\nPrevious role: User\n");
  });

  it("tells of a suspension and a role that change in one statement", async () => {
    const { id } = await newUser();
    await db().user.update({ where: { id }, data: { suspendedAt: new Date(), role: "manager" } });
    await db().user.update({ where: { id }, data: { suspendedAt: null, role: "user" } });
    const kinds = (await emailsOf(id)).map(({ kind }) => kind).sort();
    expect(kinds).toEqual(["account_reactivated", "account_suspended", "role_changed", "role_changed"]);
  });

  it("sends nothing to an address that isn't verified", async () => {
    const { id } = await newUser();
    await db().user.update({ where: { id }, data: { emailVerified: false } });
    await db().user.update({ where: { id }, data: { suspendedAt: new Date(), role: "manager" } });
    await db().user.update({ where: { id }, data: { suspendedAt: null } });
    expect(await emailsOf(id)).toEqual([]);
  });
});
