import { randomBytes } from "node:crypto";
import { sha256 } from "@/lib/crypto/secrets";
import { redis } from "@/lib/redis/client";

/** How long a challenge can be used. */
export const CHALLENGE_SECONDS = 5 * 60;

/** What a passkey is used for, and what the browser is recognized by while it is. */
export type Ceremony = {
  purpose: "register" | "log-in" | "verify" | "confirm";
  /** The session, the pending login, or a secret of the client that only it has. */
  binding: string;
};

function keyOf({ purpose, binding }: Ceremony, challenge: string): string {
  const hash = sha256(JSON.stringify([purpose, binding, challenge]));
  return `passkey:${Buffer.from(hash).toString("base64url")}`;
}

/** Issues a challenge for one use. Another one, for another tab, stays usable. */
export async function issueChallenge(ceremony: Ceremony): Promise<Uint8Array<ArrayBuffer>> {
  const challenge = new Uint8Array(randomBytes(32));
  const key = keyOf(ceremony, Buffer.from(challenge).toString("base64url"));
  await redis().set(key, 1, { ex: CHALLENGE_SECONDS });
  return challenge;
}

/**
 * Uses up a challenge. Of requests with the same one at the same moment, one gets `true`.
 *
 * @param challenge base64url, as in the client data
 */
export async function consumeChallenge(ceremony: Ceremony, challenge: string): Promise<boolean> {
  return (await redis().getdel(keyOf(ceremony, challenge))) !== null;
}
