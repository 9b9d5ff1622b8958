import { afterAll, beforeAll, expect, it, vi } from "vitest";
import { REQUEST_ID_HEADER } from "@/lib/http/request-id";
import { log } from "@/lib/observability/log";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { apiRoute } from "./route";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices({ MFA_REQUIRED_FOR: "admin" });
});
afterAll(() => services.close());

const { GET } = apiRoute({
  GET: { auth: "role", action: "list_users", handler: async () => Response.json({ isCalled: true }) },
});

async function responseTo({ token }: { token: string }): Promise<[number, unknown]> {
  const headers = { authorization: `Bearer ${token}`, [REQUEST_ID_HEADER]: "id" };
  const response = await GET(new Request("http://localhost:3000/", { headers }), {
    params: Promise.resolve({}),
  });
  return [response.status, await response.json()];
}

it("answers who has the role, and logs who hasn't", async () => {
  const [manager, user] = [await newActor("manager"), await newActor()];
  const warn = vi.spyOn(log, "warn");
  expect(await responseTo(manager)).toEqual([200, { isCalled: true }]);
  expect(warn).not.toHaveBeenCalled();
  expect(await responseTo(user)).toEqual([
    403,
    { detail: "You do not have permission to perform this action." },
  ]);
  expect(warn.mock.calls).toEqual([[{ event: "authz_fail", userId: user.userId, action: "list_users" }]]);
  warn.mockRestore();
});

it("refuses an admin who lacks the required second factor", async () => {
  expect(await responseTo(await newActor("admin"))).toEqual([
    403,
    { detail: "Two-factor authentication is required. Add a method first." },
  ]);
});
