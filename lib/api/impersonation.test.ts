import { afterAll, beforeAll, expect, it } from "vitest";
import { impersonateUser } from "@/lib/admin/impersonate-user";
import { db } from "@/lib/database/client";
import { REQUEST_ID_HEADER } from "@/lib/http/request-id";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { newSubject } from "@/lib/testing/test-subject";
import { apiRoute } from "./route";

let services: TestServices;
let token: string;
let subject: Awaited<ReturnType<typeof newSubject>>;
beforeAll(async () => {
  services = await startTestServices({ API_USER_RATE_LIMIT: "6/1h", IMPERSONATION_EMAIL: "off" });
  const admin = await newActor("admin");
  token = admin.token;
  subject = await newSubject();
  expect(await impersonateUser(subject.id, { reason: "Ticket 4711" }, admin)).toMatchObject({ ok: true });
});
afterAll(() => services.close());

const called = async () => Response.json({ isCalled: true });
const route = apiRoute({
  GET: { auth: "reader", handler: async ({ user }) => Response.json({ id: user.id }) },
  POST: { auth: "user", handler: called },
  PUT: { auth: "user", readsOwnBody: true, allowsEnrolling: true, handler: called },
  PATCH: { auth: "role", action: "list_users", handler: called },
  DELETE: { auth: "role", action: "impersonate", readsOwnBody: true, handler: called },
});

function call(method: "GET" | "POST" | "PUT" | "PATCH" | "DELETE") {
  const headers = {
    authorization: `Bearer ${token}`,
    "content-type": "application/json",
    [REQUEST_ID_HEADER]: "id",
  };
  const init = method === "GET" ? {} : { body: "{}" };
  return route[method](new Request("http://localhost:3000/", { method, headers, ...init }), {
    params: Promise.resolve({}),
  });
}

it("reads as the person during an impersonation", async () => {
  const response = await call("GET");
  expect([response.status, await response.json()]).toEqual([200, { id: subject.id }]);
});

it.each(["POST", "PUT", "PATCH", "DELETE"] as const)(
  "refuses everything else during an impersonation: %s",
  async (method) => {
    const response = await call(method);
    expect([response.status, await response.json()]).toEqual([
      403,
      { detail: "Changes are turned off during an impersonation. Stop it first." },
    ]);
  },
);

it("counts the requests as those of the admin", async () => {
  expect((await call("GET")).status).toBe(200);
  await db().session.updateMany({ data: { impersonatedUserId: null, impersonationEndsAt: null } });
  expect((await call("GET")).status).toBe(429);
});

it("sends no email if the setting is off", async () => {
  expect(await db().outboxEmail.count({ where: { userId: subject.id } })).toBe(0);
});
