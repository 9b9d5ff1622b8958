import { afterAll, afterEach, beforeAll, expect, it, vi } from "vitest";
import { REQUEST_ID_HEADER } from "@/lib/http/request-id";
import { recordLog } from "@/lib/testing/logged-lines";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { apiRoute } from "./route";

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices({ MFA_REQUIRED_FOR: "admin" });
});
afterEach(() => vi.restoreAllMocks());
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
  const refusals = recordLog("warn", /^authz_fail$/);
  expect(await responseTo(manager)).toEqual([200, { isCalled: true }]);
  expect(refusals()).toEqual([]);
  expect(await responseTo(user)).toEqual([
    403,
    { detail: "You do not have permission to perform this action." },
  ]);
  expect(refusals()).toEqual([{ event: "authz_fail", userId: user.userId, action: "list_users" }]);
});

it("refuses an admin who lacks the required second factor", async () => {
  expect(await responseTo(await newActor("admin"))).toEqual([
    403,
    { detail: "Two-factor authentication is required. Add a method first." },
  ]);
});
