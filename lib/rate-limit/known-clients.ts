import { sha256 } from "@/lib/crypto/secrets";
import { describeError, log } from "@/lib/observability/log";
import { redis } from "@/lib/redis/client";

const DAY_SECONDS = 24 * 60 * 60;
const KNOWN_CLIENT_SECONDS = 30 * DAY_SECONDS;

const keyOf = (client: string) => `known-client:${Buffer.from(sha256(client)).toString("base64url")}`;

/**
 * Remembers for 30 days that a client has succeeded in what limits count the failures of.
 *
 * @param client names the account and the IP address
 */
export async function rememberClient(client: string): Promise<void> {
  await redis()
    .set(keyOf(client), 1, { ex: KNOWN_CLIENT_SECONDS })
    .catch((error: unknown) =>
      log.warn(
        { event: "known_client_not_stored", error: describeError(error) },
        "Could not remember the client as known to the account",
      ),
    );
}

/** Returns whether a client has succeeded lately. If Redis doesn't answer, the client counts as unknown. */
export async function isKnownClient(client: string): Promise<boolean> {
  return (
    (await redis()
      .exists(keyOf(client))
      .catch(() => 0)) === 1
  );
}
