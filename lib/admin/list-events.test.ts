import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { db } from "@/lib/database/client";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newSubject } from "@/lib/testing/test-subject";
import { type EventList, listEvents } from "./list-events";
import { buildEventsQuery, parseListEventsQuery } from "./list-events-query";

const COUNT = 60;
const DAY_MS = 24 * 60 * 60 * 1000;
const START = Date.UTC(2026, 0, 1);
const REQUEST = randomUUID();

let services: TestServices;
let ada: Awaited<ReturnType<typeof newSubject>>;
let grace: typeof ada;
let admin: typeof ada;

beforeAll(async () => {
  services = await startTestServices();
  [ada, grace, admin] = [await newSubject(), await newSubject(), await newSubject({ role: "admin" })];
  const rest = { ipAddress: "192.0.2.1", requestId: randomUUID() };
  const at = (index: number) => new Date(START + Math.floor(index / 3) * DAY_MS);
  await db().auditEvent.createMany({
    data: Array.from({ length: COUNT }, (_, index) => ({
      ...rest,
      userId: ada.id,
      event: "authn_login_success",
      personal: { device: `Device ${index}` },
      // Three at a time, so that the id decides.
      createdAt: at(index),
    })),
  });
  const late = { createdAt: new Date(START + 100 * DAY_MS) };
  await db().auditEvent.createMany({
    data: [
      { ...rest, ...late, userId: grace.id, event: "authn_login_fail", ipAddress: "2001:db8::/64" },
      {
        ...rest,
        ...late,
        userId: grace.id,
        actorId: admin.id,
        event: "authn_login_lock",
        details: { reason: "suspended" },
        personal: { note: "Spam" },
        requestId: REQUEST,
      },
      { ...late, userId: grace.id, event: "privilege_permissions_changed", details: { role: "manager" } },
    ],
  });
});
afterAll(() => services.close());

const list = (parameters: Record<string, string>) => listEvents(parseListEventsQuery(parameters));
const namesOf = ({ events }: EventList) => events.map(({ event }) => event).sort();
const search = (text: string) => Object.fromEntries(new URLSearchParams(text));

describe("listEvents", () => {
  it("tells who did what to whom, from where, and when", async () => {
    const { events } = await list({ event: "authn_login_lock" });
    expect(events).toMatchObject([
      {
        message: "Account suspended",
        note: "Spam",
        actor: { id: admin.id, username: admin.username },
        subject: { id: grace.id, username: grace.username },
        ipAddress: "192.0.2.1",
        requestId: REQUEST,
        at: new Date(START + 100 * DAY_MS),
      },
    ]);
  });

  it("names no actor for failed logins and for what had no request", async () => {
    const { events } = await list({ subject: grace.id });
    const actors = Object.fromEntries(events.map(({ event, actor }) => [event, actor]));
    expect(actors).toMatchObject({ authn_login_fail: null, privilege_permissions_changed: null });
    expect((await list({ subject: ada.email })).events[0]?.actor).toEqual(
      expect.objectContaining({ id: ada.id }),
    );
  });

  it("pages to the end and back through events of the same time", async () => {
    const forwards: string[] = [];
    let page = await list({ subject: ada.username });
    expect(page.previous).toBeUndefined();
    for (;;) {
      forwards.push(...page.events.map(({ id }) => id));
      if (!page.next) break;
      page = await list(search(buildEventsQuery({ subject: ada.username, after: page.next })));
    }
    expect(new Set(forwards).size).toBe(COUNT);
    const backwards = page.events.map(({ id }) => id);
    while (page.previous) {
      page = await list(search(buildEventsQuery({ subject: ada.username, before: page.previous })));
      backwards.unshift(...page.events.map(({ id }) => id));
    }
    expect(backwards).toEqual(forwards);
  });

  it("filters by category, actor, subject, address and date", async () => {
    expect(namesOf(await list({ category: "security" }))).toEqual([
      "authn_login_lock",
      "privilege_permissions_changed",
    ]);
    expect(namesOf(await list({ actor: admin.username.toUpperCase() }))).toEqual(["authn_login_lock"]);
    expect(namesOf(await list({ actor: grace.email }))).not.toContain("authn_login_fail");
    expect((await list({ actor: "nobody-at-all" })).events).toEqual([]);
    expect(namesOf(await list({ ip: "2001:db8::/64" }))).toEqual(["authn_login_fail"]);
    expect((await list({ from: "2026-01-02", to: "2026-01-03" })).events).toHaveLength(6);
    expect((await list({ from: "2026-01-02T00:00:00Z", to: "2026-01-03T00:00:00Z" })).events).toHaveLength(3);
  });

  it("finds events by person, address and id", async () => {
    expect(namesOf(await list({ q: REQUEST }))).toEqual(["authn_login_lock"]);
    expect(namesOf(await list({ q: "2001:db8::/64" }))).toEqual(["authn_login_fail"]);
    expect((await list({ q: grace.username.slice(0, -2) })).events.length).toBeGreaterThanOrEqual(3);
    expect((await list({ q: admin.id })).events).toHaveLength(1);
    expect((await list({ q: "%%%" })).events).toEqual([]);
  });

  it("ignores invalid parameters", async () => {
    const all = (await list({})).events.length;
    const forged = Buffer.from(JSON.stringify(["-271821-04-20T00:00:00.000Z", randomUUID()]));
    const invalid = { event: "x", category: "x", from: "yesterday", after: forged.toString("base64url") };
    expect((await list(invalid)).events).toHaveLength(all);
    expect((await list({ q: "\0", ip: "\0" })).events).toHaveLength(all);
  });

  it("shows events of deleted accounts without personal data", async () => {
    const gone = await newSubject();
    await db().auditEvent.create({
      data: { userId: gone.id, event: "user_created", personal: { device: "Phone" }, requestId: REQUEST },
    });
    await db().user.deleteMany({ where: { id: gone.id } });
    expect((await list({ subject: gone.id })).events).toMatchObject([
      { message: "Account created", subject: { id: gone.id }, actor: { id: gone.id }, details: {} },
    ]);
  });
});
