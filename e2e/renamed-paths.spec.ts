import { call } from "./api-client";
import { expect, test } from "./fixtures";
import { send } from "./form-post";
import { BASE_URL } from "./test-server";

for (const [oldPath, newPath] of [
  ["/not-me?token=x", "/secure-account?token=x"],
  ["/not-me/done", "/secure-account/done"],
  ["/goodbye", "/deletion-scheduled"],
  ["/account/sessions", "/account/devices"],
] as const) {
  test(`redirects ${oldPath} to ${newPath} permanently`, async () => {
    const { status, headers } = await send(BASE_URL + oldPath);
    expect(status).toBe(308);
    const location = new URL(String(headers.location), BASE_URL);
    expect(location.origin).toBe(BASE_URL);
    expect(location.pathname + location.search).toBe(newPath);
  });
}

test("serves /api/auth/disown-login/ as /api/auth/report-login/", async () => {
  const responses = [];
  for (const name of ["report-login", "disown-login", "disown-login/", "report-login/"]) {
    const { status, body } = await call("POST", `/api/auth/${name}`, { token: "x" });
    responses.push({ status, body });
  }
  const [expected] = responses;
  expect(expected).toMatchObject({
    status: 400,
    body: { errors: { token: ["This token is invalid or has expired."] } },
  });
  for (const response of responses) expect(response).toEqual(expected);
});
