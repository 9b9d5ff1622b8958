import { renderToStaticMarkup } from "react-dom/server";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { db } from "@/lib/database/client";
import { login } from "@/lib/login/login";
import { startTestServices, type TestServices } from "@/lib/testing/test-services";
import { newRequestContext, testDevice } from "@/lib/testing/test-users";
import { registerUnverified } from "@/lib/testing/test-verification";

const cookies = vi.hoisted(() => new Map<string, string>());
vi.mock("next/headers", () => ({
  headers: async () => new Headers(),
  cookies: async () => ({
    get: (name: string) => (cookies.has(name) ? { value: cookies.get(name) } : undefined),
    set: (name: string, value: string) => cookies.set(name, value),
  }),
}));
vi.mock("next/navigation", async (original) => ({
  ...(await original<object>()),
  redirect: (path: string) => {
    throw new Error(`Redirected to ${path}`);
  },
}));
const { default: EmailVerifiedPage } = await import("./done/page");
const { finishVerification } = await import("./finish-verification");
const { GET: getStatus } = await import("@/app/(auth)/check-email/status/route");

let services: TestServices;
beforeAll(async () => {
  services = await startTestServices();
});
afterAll(() => services.close());
beforeEach(() => cookies.clear());

const verify = (id: string) => db().user.update({ where: { id }, data: { emailVerified: true } });

/** Registers in this browser, and verifies the address on another device. */
async function registerHere() {
  const user = await registerUnverified();
  cookies.set("registration_claim", user.claim);
  await verify(user.id);
  return user;
}

async function logInHere({ email, password }: { email: string; password: string }) {
  const result = await login({ email, password }, newRequestContext(), "cookie", testDevice);
  cookies.set("session", result.ok ? result.value.token : "");
}

/** Logs this browser in to an account that was there before. */
async function logInToOther() {
  const other = await registerUnverified();
  await verify(other.id);
  await logInHere(other);
  return other;
}

const status = async () => (await getStatus()).json();
const doneText = async (account?: string) =>
  renderToStaticMarkup(
    await EmailVerifiedPage({ searchParams: Promise.resolve(account ? { account } : {}) }),
  ).replaceAll(/<[^>]+>/g, " ");

const LOGGED_IN = "and you&#x27;re logged in";
const SWITCH = "Log out and switch account";

describe("where another account is logged in", () => {
  it("the waiting page and the page after it don't take it for the one that was verified", async () => {
    const { username } = await logInToOther();
    await registerHere();
    expect(await status()).toEqual({ state: "verified", isLoggedIn: false });
    const text = await doneText();
    for (const part of [username, SWITCH]) expect(text).toContain(part);
    expect(text).not.toContain(LOGGED_IN);
  });

  it("a registration that has ended isn't taken for a verified one", async () => {
    await logInToOther();
    const { id } = await registerHere();
    await db().user.delete({ where: { id } });
    expect(await status()).toEqual({ state: "ended" });
  });

  it("a verification that logs nobody in says whose account is verified", async () => {
    await logInToOther();
    const verified = await registerHere();
    const { id: userId, username, email } = verified;
    const path = `/verify-email/done?account=${userId}`;
    await expect(finishVerification({ userId, username, email }, newRequestContext())).rejects.toThrow(path);
    expect(await doneText(userId)).toContain(SWITCH);
    await logInHere(verified);
    expect(await doneText(userId)).toContain(LOGGED_IN);
  });
});

it("says that the account is logged in where it is", async () => {
  await logInHere(await registerHere());
  expect(await status()).toEqual({ state: "verified", isLoggedIn: true });
  expect(await doneText()).toContain(LOGGED_IN);
});

it("a verification leaves another registration of this browser waiting", async () => {
  const { id: userId, username, email } = await registerUnverified();
  const { claim } = await registerUnverified();
  cookies.set("registration_claim", claim);
  await expect(finishVerification({ userId, username, email }, newRequestContext())).rejects.toThrow("done");
  const fetched = vi.spyOn(globalThis, "fetch");
  expect(await status()).toMatchObject({ state: "waiting" });
  // Redis is called by HTTP. The page asks every few seconds, so that would add up.
  expect(fetched).not.toHaveBeenCalled();
  fetched.mockRestore();
});
