import { cookies } from "next/headers";
import { env } from "@/lib/config/env";
import { sha256 } from "@/lib/crypto/secrets";
import { canonicalEmail, MAX_EMAIL_LENGTH } from "@/lib/schemas/email";
import { TOKEN_HOURS } from "@/lib/tokens/email-tokens";

const PENDING_EMAIL = "pending_email";

const isHttps = () => env().APP_URL.startsWith("https:");

// Browsers refuse a __Host- cookie over plain http, where only a developer's own machine is.
const sessionCookie = () => (isHttps() ? "__Host-session" : "session");

const baseOptions = () => ({ httpOnly: true, sameSite: "lax", secure: isHttps(), path: "/" }) as const;

/** The token of the session that the browser has, if any. */
export async function readSessionCookie(): Promise<string | undefined> {
  return (await cookies()).get(sessionCookie())?.value;
}

export async function setSessionCookie(token: string, expires: Date): Promise<void> {
  (await cookies()).set(sessionCookie(), token, { ...baseOptions(), expires });
}

export async function clearSessionCookie(): Promise<void> {
  (await cookies()).set(sessionCookie(), "", { ...baseOptions(), maxAge: 0 });
}

// As long as browsers keep one: https://developer.chrome.com/blog/cookie-max-age-expires
const DEVICE_COOKIE_DAYS = 400;
const DEVICE_TOKEN = /^[\w-]{43}$/;

/** One for each account that somebody logs in to here: what one of them has must say nothing of another. */
function deviceCookie(email: string): string {
  // As typed, which may be anything.
  const address = canonicalEmail(email.trim().slice(0, MAX_EMAIL_LENGTH));
  const account = Buffer.from(sha256(address)).toString("hex").slice(0, 16);
  return `${isHttps() ? "__Host-" : ""}browser-${account}`;
}

/** What this browser keeps so as to be known again to an account. */
export async function readDeviceCookie(email: string): Promise<string | undefined> {
  const kept = (await cookies()).get(deviceCookie(email))?.value ?? "";
  return DEVICE_TOKEN.test(kept) ? kept : undefined;
}

export async function setDeviceCookie(email: string, token: string): Promise<void> {
  (await cookies()).set(deviceCookie(email), token, {
    ...baseOptions(),
    maxAge: DEVICE_COOKIE_DAYS * 24 * 60 * 60,
  });
}

/** The address whose mail this browser waits for: in a cookie, so that it stands in no link and no log. */
export async function readPendingEmail(): Promise<string | undefined> {
  return (await cookies()).get(PENDING_EMAIL)?.value;
}

export async function setPendingEmail(email: string): Promise<void> {
  (await cookies()).set(PENDING_EMAIL, email, {
    ...baseOptions(),
    maxAge: TOKEN_HOURS["verify-email"] * 60 * 60,
  });
}
