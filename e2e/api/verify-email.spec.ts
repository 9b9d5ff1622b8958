import { call } from "../api-client";
import { codeIn, tokenIn } from "../emails";
import { expect, test } from "../fixtures";
import { newRegistration } from "../test-users";

const CLAIM_HEADER = "registration-claim";

test("verifies with the claim of the registration, and with no other one", async ({ mailbox }) => {
  const registration = newRegistration();
  const registered = await call("POST", "/api/auth/register/", registration);
  const claim = registered.headers.get(CLAIM_HEADER);
  expect(claim).toMatch(/^[0-9a-f-]{36}\.[\w-]{43}$/);
  const other = await call("POST", "/api/auth/register/", newRegistration());
  const token = tokenIn(await mailbox.newest(registration.email));
  expect(
    await call("POST", "/api/auth/verify-email/", { token, claim: other.headers.get(CLAIM_HEADER) }),
  ).toMatchObject({
    status: 400,
    body: { errors: { claim: ["This claim doesn't belong to the registration that the email is about."] } },
  });
  expect(await call("POST", "/api/auth/verify-email/", { token, claim })).toMatchObject({
    status: 200,
    body: { status: "success" },
  });
});

test("verifies with the chosen password, and with a new one that replaces it", async ({ mailbox }) => {
  const [known, unknown] = [newRegistration(), newRegistration()];
  for (const registration of [known, unknown]) await call("POST", "/api/auth/register/", registration);
  const token = tokenIn(await mailbox.newest(known.email));
  const verify = (body: object) => call("POST", "/api/auth/verify-email/", body);
  expect(await verify({ token, password: "wrong" })).toMatchObject({
    status: 400,
    body: { errors: { password: ["Incorrect password."] } },
  });
  expect((await verify({ token, password: known.password })).status).toBe(200);

  const other = tokenIn(await mailbox.newest(unknown.email));
  expect(await verify({ token: other, new_password: "short", new_password2: "other" })).toMatchObject({
    status: 400,
    body: {
      errors: {
        new_password: [expect.stringContaining("too short")],
        new_password2: ["Password fields didn't match."],
      },
    },
  });
  const password = "Zk3-unlikely-harbour";
  expect((await verify({ token: other, new_password: password, new_password2: password })).status).toBe(200);
  const logIn = (typed: string) =>
    call("POST", "/api/auth/login/", { email: unknown.email, password: typed });
  expect((await logIn(unknown.password)).status).toBe(401);
  expect((await logIn(password)).status).toBe(200);
});

test("a login before the verification returns a claim", async ({ mailbox }) => {
  const registration = newRegistration();
  await call("POST", "/api/auth/register/", registration);
  const { email, password } = registration;
  const refused = await call("POST", "/api/auth/login/", { email, password });
  expect(refused.status).toBe(403);
  const claim = refused.headers.get(CLAIM_HEADER);
  const token = tokenIn(await mailbox.newest(email));
  expect((await call("POST", "/api/auth/verify-email/", { token, claim })).status).toBe(200);
});

test("verifies with the code and the claim, and consumes the link with it", async ({ mailbox }) => {
  const registration = newRegistration();
  const registered = await call("POST", "/api/auth/register/", registration);
  const claim = registered.headers.get(CLAIM_HEADER);
  const email = await mailbox.newest(registration.email);
  const code = codeIn(email);
  const verify = (body: object) => call("POST", "/api/auth/verify-code/", body);
  expect(await verify({ code })).toMatchObject({
    status: 400,
    body: { errors: { claim: ["This field is required."] } },
  });
  const wrong = code === "000000" ? "000001" : "000000";
  expect(await verify({ claim, code: wrong })).toMatchObject({
    status: 400,
    body: { errors: { code: ["This code is incorrect."] } },
  });
  expect(await verify({ claim, code })).toMatchObject({ status: 200, body: { status: "success" } });
  expect(await verify({ claim, code })).toMatchObject({
    status: 400,
    body: { errors: { code: ["This code has already been used."] } },
  });
  expect(await call("POST", "/api/auth/verify-email/", { token: tokenIn(email), claim })).toMatchObject({
    status: 400,
    body: { errors: { token: ["This token has already been used."] } },
  });
});

test("tells the holder of the claim whether the address is verified", async ({ mailbox }) => {
  const registration = newRegistration();
  const registered = await call("POST", "/api/auth/register/", registration);
  const claim = registered.headers.get(CLAIM_HEADER);
  const status = async () => (await call("POST", "/api/auth/verification-status/", { claim })).body;
  const { email } = registration;
  const code = codeIn(await mailbox.newest(email));
  await expect.poll(status).toEqual({
    email,
    email_verified: false,
    delivery: "delivered",
    domain_problem: null,
    suggested_email: null,
  });
  await call("POST", "/api/auth/verify-code/", { claim, code });
  expect(await status()).toMatchObject({ email, email_verified: true });
  expect(await call("POST", "/api/auth/verification-status/", { claim: "x" })).toMatchObject({
    status: 400,
    body: { errors: { claim: [expect.any(String)] } },
  });
});
