import { cookies } from "next/headers";
import { env } from "@/lib/config/env";
import { sha256 } from "@/lib/crypto/secrets";
import { canonicalEmail, MAX_EMAIL_LENGTH } from "@/lib/schemas/email";
import { TOKEN_HOURS } from "@/lib/tokens/email-tokens";
import { readSignedEmail, signEmail } from "./pending-email";

const isHttps = () => env().APP_URL.startsWith("https:");

// Browsers reject __Host- cookies over http, which is used on localhost only.
/** Returns the full name of a cookie, with the prefix that binds it to this host. */
export const cookieName = (name: string) => (isHttps() ? `__Host-${name}` : name);
const sessionCookie = () => cookieName("session");
const pendingEmailCookie = () => cookieName("pending_email");
const claimCookie = () => cookieName("registration_claim");

/** The attributes that every cookie has. */
export const baseOptions = () => ({ httpOnly: true, sameSite: "lax", secure: isHttps(), path: "/" }) as const;

/** Returns the session token of the browser, if there is one. */
export async function readSessionCookie(): Promise<string | undefined> {
  return (await cookies()).get(sessionCookie())?.value;
}

export async function setSessionCookie(token: string, expires: Date): Promise<void> {
  (await cookies()).set(sessionCookie(), token, { ...baseOptions(), expires });
}

export async function clearSessionCookie(): Promise<void> {
  (await cookies()).set(sessionCookie(), "", { ...baseOptions(), maxAge: 0 });
}

// The maximum that browsers allow: https://developer.chrome.com/blog/cookie-max-age-expires
const DEVICE_COOKIE_DAYS = 400;
/** 32 random bytes in base64url. */
const TOKEN = /^[\w-]{43}$/;

/** Returns the name of an account's device cookie. One per account, so that accounts can't be linked by it. */
function deviceCookie(email: string): string {
  // The email address is as typed, so it can be any text.
  const address = canonicalEmail(email.trim().slice(0, MAX_EMAIL_LENGTH));
  const account = Buffer.from(sha256(address)).toString("hex").slice(0, 16);
  return cookieName(`browser-${account}`);
}

/** Returns this browser's device token for an account, if there is one. */
export async function readDeviceCookie(email: string): Promise<string | undefined> {
  const kept = (await cookies()).get(deviceCookie(email))?.value ?? "";
  return TOKEN.test(kept) ? kept : undefined;
}

export async function setDeviceCookie(email: string, token: string): Promise<void> {
  (await cookies()).set(deviceCookie(email), token, {
    ...baseOptions(),
    maxAge: DEVICE_COOKIE_DAYS * 24 * 60 * 60,
  });
}

const pendingLoginCookie = () => cookieName("pending_login");

/** Returns the token of the login that waits for this browser's second factor, if there is one. */
export async function readPendingLogin(): Promise<string | undefined> {
  const kept = (await cookies()).get(pendingLoginCookie())?.value ?? "";
  return TOKEN.test(kept) ? kept : undefined;
}

export async function setPendingLogin(token: string, maxAgeSeconds: number): Promise<void> {
  (await cookies()).set(pendingLoginCookie(), token, { ...baseOptions(), maxAge: maxAgeSeconds });
}

export async function clearPendingLogin(): Promise<void> {
  (await cookies()).set(pendingLoginCookie(), "", { ...baseOptions(), maxAge: 0 });
}

/**
 * Returns the email address that awaits verification. It is in a cookie to keep it out of URLs and logs, and signed so
 * that only addresses which this app accepted come back.
 */
export async function readPendingEmail(): Promise<string | undefined> {
  return readSignedEmail((await cookies()).get(pendingEmailCookie())?.value ?? "");
}

export async function setPendingEmail(email: string): Promise<void> {
  (await cookies()).set(pendingEmailCookie(), signEmail(email), {
    ...baseOptions(),
    maxAge: TOKEN_HOURS["verify-email"] * 60 * 60,
  });
}

/** Returns the claim of the registration that this browser made last, or an empty text. It is untrusted. */
export async function readClaimCookie(): Promise<string> {
  return (await cookies()).get(claimCookie())?.value ?? "";
}

/** Keeps the claim for as long as the address can be verified. */
export async function setClaimCookie(claim: string): Promise<void> {
  (await cookies()).set(claimCookie(), claim, {
    ...baseOptions(),
    maxAge: env().UNVERIFIED_LIFETIME_DAYS * 24 * 60 * 60,
  });
}

/** Forgets the registration that this browser made last, once it is verified. */
export async function clearClaimCookies(): Promise<void> {
  for (const name of [claimCookie(), pendingEmailCookie()]) {
    (await cookies()).set(name, "", { ...baseOptions(), maxAge: 0 });
  }
}
