import { cookies } from "next/headers";
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
