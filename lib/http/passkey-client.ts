import { cookies } from "next/headers";
import { randomToken } from "@/lib/crypto/secrets";
import { baseOptions, cookieName } from "./cookies";

const TOKEN = /^[\w-]{43}$/;
const passkeyCookie = () => cookieName("passkey_client");

/** Returns the secret of the browser that passkey challenges are bound to, if it has one. */
export async function readPasskeyClient(): Promise<string | undefined> {
  const kept = (await cookies()).get(passkeyCookie())?.value ?? "";
  return TOKEN.test(kept) ? kept : undefined;
}

/** Returns that secret, and gives the browser one if it has none. All tabs share it, each with challenges of its own. */
export async function ensurePasskeyClient(): Promise<string> {
  const kept = await readPasskeyClient();
  if (kept) return kept;
  const secret = randomToken();
  (await cookies()).set(passkeyCookie(), secret, baseOptions());
  return secret;
}
