import { createHash, createHmac, hkdfSync, randomBytes } from "node:crypto";
import { env } from "@/lib/config/env";

/** 32 bytes that nobody can guess, as 43 characters for a URL or a cookie. */
export function randomToken(): string {
  return randomBytes(32).toString("base64url");
}

/** What is kept of a token that only its bearer knows. */
export function sha256(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(createHash("sha256").update(text).digest());
}

/**
 * 32 bytes, as 43 characters, that only this deployment can compute from `message`, and computes
 * alike each time. `purpose` keeps the results of different uses apart.
 */
export function deriveToken(purpose: string, message: string): string {
  const [pepper] = env().PASSWORD_PEPPER;
  const key = hkdfSync("sha256", pepper.secret, "", purpose, 32);
  return createHmac("sha256", Buffer.from(key)).update(message).digest("base64url");
}
