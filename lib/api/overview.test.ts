import { afterAll, beforeAll, expect, it } from "vitest";
import { computeDay, computeTwoFactorShare, startOfDay } from "@/lib/admin/daily-statistics";
import { getOverview } from "@/lib/admin/overview";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newSubject } from "@/lib/testing/test-subject";
import { overviewResponse } from "./overview-schema";
import { overviewJson } from "./overview-serializer";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices();
});
afterAll(() => services.close());

it("serializes the overview as documented, before and after the first statistics", async () => {
  const states = { database: "up", redis: "down", jobs: "unregistered", mail: "up" } as const;
  const before = overviewResponse.parse(overviewJson(await getOverview(7), states));
  expect(before).toMatchObject({ days: 7, updated_at: null, services: states });
  expect(before.funnel.verified).toEqual({ count: 0, median_seconds: null });
  await newSubject({ twoFactorSince: new Date() });
  const today = startOfDay(new Date());
  await computeDay(today);
  await computeTwoFactorShare(today);
  const after = overviewResponse.parse(overviewJson(await getOverview(7), states));
  expect(after.updated_at).not.toBeNull();
  expect(after.daily.at(-1)).toMatchObject({
    date: today.toISOString().slice(0, 10),
    registrations: 1,
    users: 1,
    users_with_two_factor: 1,
  });
});
