import { bearer, call, createApiUser } from "../api-client";
import { expect, test } from "../fixtures";
import { BASE_URL } from "../test-server";

const MAX_PICTURE_BYTES = 5 * 2 ** 20;
const PNG = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);

test("offers everything that the account pages offer", async () => {
  const { headers: firstHeaders, email, password, username } = await createApiUser();
  let headers = firstHeaders;
  const profile = await call("PATCH", "/api/account/", { bio: "Likes harbours." }, headers);
  expect(profile.body).toMatchObject({ username, email, bio: "Likes harbours.", has_picture: false });
  const upload = (body: Uint8Array<ArrayBuffer>) =>
    fetch(`${BASE_URL}/api/account/picture`, {
      method: "PUT",
      body,
      headers: { ...headers, "content-type": "image/png" },
    });
  expect((await upload(new Uint8Array(PNG))).status).toBe(200);
  expect((await upload(new Uint8Array(MAX_PICTURE_BYTES + 1))).status).toBe(400);
  const picture = await fetch(`${BASE_URL}/api/account/picture`, { headers });
  expect(picture.headers.get("content-type")).toBe("image/webp");

  const { body: otherLogin } = await call("POST", "/api/auth/login/", { email, password });
  const revoked = await call("DELETE", "/api/account/sessions/", undefined, headers);
  expect(revoked.body).toMatchObject({ revoked: 1 });
  expect((await call("GET", "/api/auth/me/", undefined, bearer(otherLogin.token))).status).toBe(401);

  const devices = await call("GET", "/api/account/devices/", undefined, headers);
  const [device] = devices.body.results as { id: string }[];
  const trusted = await call("PATCH", `/api/account/devices/${device?.id}/`, { is_trusted: true }, headers);
  expect(trusted.body).toMatchObject({ is_trusted: true });

  const newPassword = "Zk3-unlikely-harbour";
  const changePassword = (current_password: string) =>
    call(
      "POST",
      "/api/account/password/",
      { current_password, password: newPassword, password2: newPassword },
      headers,
    );
  const rejected = await changePassword("no");
  expect(rejected.body).toMatchObject({ errors: { current_password: ["Incorrect password."] } });
  const changed = await changePassword(password);
  expect(changed.status).toBe(200);
  // The token of before may be known to whoever knew the old password.
  expect((await call("GET", "/api/auth/me/", undefined, headers)).status).toBe(401);
  headers = bearer(changed.body.token);

  const activity = await call("GET", "/api/account/activity/", undefined, headers);
  const messages = (activity.body.results as { message: string }[]).map(({ message }) => message);
  expect(messages[0]).toBe("Password changed");
  expect(messages).toContain("Bio updated");
  expect((await call("POST", "/api/account/data/", {}, headers)).body).toMatchObject({ email });
  const deletion = await call("DELETE", "/api/account/", { password: newPassword }, headers);
  expect(deletion.body).toMatchObject({ delete_after: expect.any(String) });
  expect((await call("GET", "/api/auth/me/", undefined, headers)).status).toBe(401);

  const { body: nextLogin } = await call("POST", "/api/auth/login/", { email, password: newPassword });
  headers = bearer(nextLogin.token);
  const scheduled = await call("GET", "/api/account/", undefined, headers);
  expect(scheduled.body.delete_after).toBe(deletion.body.delete_after);
  expect((await call("POST", "/api/account/restore/", undefined, headers)).status).toBe(200);
  expect((await call("GET", "/api/account/", undefined, headers)).body.delete_after).toBeNull();
});
