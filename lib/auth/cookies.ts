import { cookies } from "next/headers";
import { randomToken } from "../crypto/secrets";
import { env } from "../env";
import { TOKEN_HOURS } from "./mail-token";

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
const BROWSER_TOKEN_DAYS = 400;
const BROWSER_TOKEN = /^[\w-]{43}$/;

const browserCookie = () => (isHttps() ? "__Host-browser" : "browser");

/** What this browser keeps so as to be known again, or a new one, which it keeps once it is set. */
export async function browserToken(): Promise<string> {
  const kept = (await cookies()).get(browserCookie())?.value ?? "";
  return BROWSER_TOKEN.test(kept) ? kept : randomToken();
}

export async function setBrowserToken(token: string): Promise<void> {
  (await cookies()).set(browserCookie(), token, {
    ...baseOptions(),
    maxAge: BROWSER_TOKEN_DAYS * 24 * 60 * 60,
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
