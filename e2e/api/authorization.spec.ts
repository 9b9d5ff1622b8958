import { randomUUID } from "node:crypto";
import { bearer, call, createApiUser } from "../api-client";
import { expect, test } from "../fixtures";
import { logIn } from "../steps";
import { ADMIN } from "../test-server";
import { newRegistration } from "../test-users";

type Operations = Record<string, Record<string, { security?: object[] }>>;

test("no endpoint accepts a missing or invalid token, or reveals what belongs to another user", async ({
  page,
}) => {
  const owner = await createApiUser();
  const stranger = await createApiUser();
  const { body: admin } = await call("POST", "/api/auth/login/", ADMIN);
  const { body: openApi } = await call("GET", "/api/openapi.json");
  const idsOf = async (path: string) => {
    const { body } = await call("GET", path, undefined, owner.headers);
    return (body.results as { id: string }[]).map(({ id }) => id);
  };
  let checked = 0;
  for (const [path, operations] of Object.entries(openApi.paths as Operations)) {
    for (const [name, { security }] of Object.entries(operations)) {
      const isOptional = security?.some((scheme) => Object.keys(scheme).length === 0);
      if (!security || isOptional) continue;
      const method = name.toUpperCase();
      const operation = `${method} ${path}`;
      const isAdminPath = path.includes("/admin/");
      // An admin may act on every user, so the last part of this test doesn't apply to them.
      const hasId = path.includes("{id}") && !isAdminPath;
      const listPath = path.replace(/\{id\}.*/, "");
      // The owner has no second factor: those endpoints are tried with an ID that nothing has.
      const ownId = hasId ? (await idsOf(listPath))[0] : undefined;
      const id = ownId ?? randomUUID();
      const statusWith = async (headers: Record<string, string>) => {
        const body = method === "GET" ? undefined : {};
        return (await call(method, path.replace(/\{\w+\}/g, id), body, headers)).status;
      };
      expect(await statusWith({}), operation).toBe(401);
      expect(await statusWith(bearer("made-up")), operation).toBe(401);
      expect(await statusWith({ cookie: `session=${owner.token}` }), operation).toBe(401);
      if (isAdminPath) expect(await statusWith(owner.headers), operation).toBe(403);
      if (hasId) {
        for (const token of [stranger.token, admin.token]) {
          expect(await statusWith(bearer(token)), operation).toBe(404);
        }
        if (ownId) expect(await idsOf(listPath), operation).toContain(ownId);
      }
      checked++;
    }
  }
  expect(checked).toBeGreaterThan(15);

  const { body: me } = await call("GET", "/api/auth/me/", undefined, owner.headers);
  expect((await page.request.get(`/pictures/${me.id}`)).status()).toBe(404);
  await logIn(page, stranger);
  expect((await page.request.get(`/pictures/${me.id}`)).status()).toBe(404);
});

test("an admin's token lists the users", async () => {
  const registration = newRegistration();
  const { username } = registration;
  await call("POST", "/api/auth/register/", registration);
  const { body } = await call("POST", "/api/auth/login/", ADMIN);
  const path = `/api/admin/users/?q=${username}&sort=email`;
  expect(await call("GET", path, undefined, bearer(body.token))).toMatchObject({
    status: 200,
    body: { count: 1, next: null, previous: null, results: [{ username, role: "user" }] },
  });
});
