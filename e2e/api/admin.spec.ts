import { bearer, call, createApiUser } from "../api-client";
import { expect, test } from "../fixtures";
import { idOf } from "../staff";
import { ADMIN } from "../test-server";
import { queryDatabase } from "../verified-user";

test("by API, an admin sees a user and acts on them, and a manager only helps", async () => {
  const { body } = await call("POST", "/api/auth/login/", ADMIN);
  const admin = bearer(body.token);
  const subject = await createApiUser();
  const path = `/api/admin/users/${await idOf(subject)}/`;
  const read = await call("GET", path, undefined, admin);
  expect(read).toMatchObject({ status: 200, body: { email: subject.email, suspended_at: null } });
  expect(JSON.stringify(read.body)).not.toMatch(/hash|canonical/i);
  const listed = (filter: string) =>
    call("GET", `/api/admin/users/?q=${subject.username}&${filter}`, undefined, admin);
  const today = String(read.body.last_login_at).slice(0, 10);
  expect(await listed(`last_login_from=${today}&sort=last_login`)).toMatchObject({
    body: { count: 1, results: [{ last_login_at: read.body.last_login_at }] },
  });
  expect(await listed("last_login=never")).toMatchObject({ status: 200, body: { count: 0 } });
  const until = new Date(Date.now() + 86_400_000).toISOString();
  expect(await call("POST", `${path}suspend/`, { reason: "Spam", until }, admin)).toMatchObject({
    status: 200,
    body: { message: "User suspended." },
  });
  expect(await call("POST", `${path}suspend/`, { reason: "Spam" }, admin)).toMatchObject({
    status: 409,
    body: { detail: "This account is already suspended." },
  });
  const { body: events } = await call("GET", `${path}events/`, undefined, admin);
  expect((events.results as object[])[0]).toMatchObject({
    event: "authn_login_lock",
    note: "Spam",
    actor: { username: "admin" },
  });
  const { email, password } = subject;
  expect(await call("POST", "/api/auth/login/", { email, password })).toMatchObject({
    status: 403,
    body: { status: "error", message: "Your account is suspended.", suspended_until: until },
  });

  const manager = await createApiUser();
  await queryDatabase("UPDATE users SET role = 'manager' WHERE email = $1", [manager.email]);
  const login = { email: manager.email, password: manager.password };
  const { body: session } = await call("POST", "/api/auth/login/", login);
  const asManager = bearer(session.token);
  expect((await call("GET", path, undefined, asManager)).status).toBe(200);
  expect((await call("POST", `${path}reactivate/`, {}, asManager)).status).toBe(403);
  const adminPath = `/api/admin/users/${await idOf(ADMIN)}/sessions/`;
  expect((await call("DELETE", adminPath, {}, asManager)).status).toBe(403);
});
