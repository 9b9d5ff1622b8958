import { afterAll, beforeAll, expect, it } from "vitest";
import { db } from "@/lib/database/client";
import { login } from "@/lib/login/login";
import { deliverBatch } from "@/lib/mail/deliver-batch";
import { resetPassword } from "@/lib/passwords/reset-password";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newActor } from "@/lib/testing/test-session";
import { newRequestContext, testDevice, validRegistration } from "@/lib/testing/test-users";
import { sendVerificationReminders } from "@/lib/verification/unverified-accounts";
import { createUser } from "./create-user";
import { editUser } from "./edit-user";
import { listUserEvents } from "./list-user-events";
import { resendUserVerification } from "./user-emails";

const PASSWORD = "Zk3-unlikely-harbour";
let services: TestServices;
let admin: Awaited<ReturnType<typeof newActor>>;
beforeAll(async () => {
  services = await startTestServices();
  admin = await newActor("admin");
});
afterAll(() => services.close());

/** Creates a user and returns them with a function that reads the token of their newest invitation. */
async function invite() {
  const { username, email } = validRegistration();
  const result = await createUser({ username, email }, admin);
  if (!result.ok) throw new Error(result.failure.code);
  const { id } = result.value.user;
  const token = async (address = email) => {
    while ((await deliverBatch()).claimed > 0);
    const mails = await services.mailsTo(address);
    return /accept-invitation\?token=([\w-]+)/.exec(mails[0]?.text ?? "")?.[1] ?? "";
  };
  return { id, username, email, token };
}

const accept = (token: string, password = PASSWORD) =>
  resetPassword(token, { password, password2: password }, newRequestContext(), "accept-invitation");

it("creates an account that its owner gets into with the link in the invitation, and nobody before", async () => {
  const { id, username, email, token } = await invite();
  const attempt = (password: string) => login({ email, password }, newRequestContext(), "bearer", testDevice);
  expect(await attempt("")).toMatchObject({ ok: false });
  expect(await attempt(PASSWORD)).toMatchObject({ failure: { code: "wrong_credentials" } });
  const invitation = await token();
  expect(await resetPassword(invitation, {}, newRequestContext())).toMatchObject({
    failure: { code: "unknown" },
  });
  expect(await accept(invitation, "short")).toMatchObject({ failure: { code: "invalid" } });
  expect(await accept(invitation)).toMatchObject({ ok: true });
  expect(await accept(invitation)).toMatchObject({ failure: { code: "used" } });
  expect(await attempt(PASSWORD)).toMatchObject({ ok: true });
  expect(await db().user.findUniqueOrThrow({ where: { id } })).toMatchObject({
    username,
    emailVerified: true,
    role: "user",
  });
  const { events } = await listUserEvents(id, admin.user);
  expect(events.at(-1)).toMatchObject({
    message: "Account created by invitation",
    actor: { id: admin.userId },
  });
  expect(events.map(({ message }) => message)).toContain("Password set with the invitation");
});

it("sends the invitation again, after which the older link no longer works, and no reminder", async () => {
  const { id, token } = await invite();
  const first = await token();
  const old = new Date(Date.now() - 2 * 24 * 60 * 60 * 1000);
  await db().outboxEmail.updateMany({ where: { userId: id }, data: { createdAt: old } });
  await db().user.update({ where: { id }, data: { createdAt: old } });
  expect(await sendVerificationReminders()).toBe(0);
  expect(await resendUserVerification(id, {}, admin)).toMatchObject({ ok: true });
  const kinds = await db().outboxEmail.findMany({ where: { userId: id }, select: { kind: true } });
  expect(kinds).toEqual([{ kind: "invitation" }, { kind: "invitation" }]);
  const second = await token();
  expect(second).not.toBe(first);
  expect(await accept(first)).toMatchObject({ failure: { code: "unknown" } });
  expect(await accept(second)).toMatchObject({ ok: true });
});

it("sends the invitation to the right address if the first one was wrong, where the link no longer works", async () => {
  const { id, token } = await invite();
  const wrong = await token();
  const { email } = validRegistration();
  expect(await editUser(id, { email }, admin)).toMatchObject({ ok: true });
  expect(await accept(wrong)).toMatchObject({ failure: { code: "unknown" } });
  expect(await accept(await token(email))).toMatchObject({ ok: true });
  expect(await db().user.findUniqueOrThrow({ where: { id } })).toMatchObject({ email, emailVerified: true });
});

it("refuses names that are taken, managers and old authentications", async () => {
  const { username, email } = await invite();
  const other = validRegistration();
  expect(await createUser({ username, email: other.email }, admin)).toMatchObject({
    failure: { errors: { username: ["username_taken"] } },
  });
  expect(await createUser({ username: other.username, email }, admin)).toMatchObject({
    failure: { errors: { email: ["email_taken"] } },
  });
  const input = { username: other.username, email: other.email };
  for (const role of ["manager", "user"] as const)
    expect(await createUser(input, await newActor(role))).toEqual({
      ok: false,
      failure: { code: "forbidden" },
    });
  expect(await createUser(input, { ...admin, authenticatedAt: new Date(0) })).toMatchObject({
    failure: { errors: { password: ["password_needed"] } },
  });
  expect(await db().user.count({ where: { email: other.email } })).toBe(0);
});
