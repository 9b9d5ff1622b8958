import { afterAll, beforeAll, expect, it } from "vitest";
import { exportData } from "@/lib/account/export-data";
import { updateProfile } from "@/lib/account/profile";
import { readAuditEvents } from "@/lib/account/read-audit-events";
import { db } from "@/lib/database/client";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { dataResponse } from "./data-response";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices();
});
afterAll(() => services.close());

it("has every audit event once, oldest first, however they are split into batches", async () => {
  const actor = await newActor();
  for (const bio of ["One", "Two", "Three"]) await updateProfile({ bio }, actor);
  const result = await exportData({}, actor);
  if (!result.ok) throw new Error("The export was refused.");
  const exported = await dataResponse(result.value).json();
  expect(exported).toMatchObject({ email: actor.email, profile: { bio: "Three" }, sessions: [{}] });
  const stored = await db().auditEvent.count({ where: { userId: actor.userId } });
  expect(exported.auditEvents).toHaveLength(stored);
  const times = exported.auditEvents.map(({ createdAt }: { createdAt: string }) => createdAt);
  expect(times).toEqual([...times].sort());
  expect(exported.auditEvents.at(-1)).toMatchObject({ event: "sensitive_read" });
  for (const batchSize of [1, 2, stored]) {
    const { data } = result.value;
    const response = dataResponse({ data, auditEvents: readAuditEvents(actor, batchSize) });
    expect(await response.json()).toEqual(exported);
  }
});

it("is a JSON object without any event too", async () => {
  const result = await exportData({}, await newActor());
  if (!result.ok) throw new Error("The export was refused.");
  const nobody = { userId: crypto.randomUUID() };
  const response = dataResponse({ data: result.value.data, auditEvents: readAuditEvents(nobody) });
  expect(await response.json()).toMatchObject({ auditEvents: [] });
});
