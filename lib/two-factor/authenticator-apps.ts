import { decrypt, encrypt, isOutdatedKey } from "@/lib/crypto/encryption";
import { db } from "@/lib/database/client";
import type { Prisma } from "@/lib/generated/prisma/client";
import { matchingSteps } from "./totp";

const PURPOSE = "totp-key";

const storedApp = {
  id: true,
  userId: true,
  secret: true,
  secretPepper: true,
  lastStep: true,
} satisfies Prisma.AuthenticatorAppSelect;

/** An authenticator app with its encrypted key. */
export type StoredApp = Prisma.AuthenticatorAppGetPayload<{ select: typeof storedApp }>;

/** Encrypts the key of an authenticator app for storage. */
export function encryptKey(userId: string, key: Uint8Array): Pick<StoredApp, "secret" | "secretPepper"> {
  const { bytes, pepper } = encrypt(PURPOSE, userId, key);
  return { secret: bytes, secretPepper: pepper };
}

/** Decrypts the key of an authenticator app. */
export function decryptKey({ userId, secret, secretPepper }: Omit<StoredApp, "id" | "lastStep">): Buffer {
  return decrypt(PURPOSE, userId, { bytes: secret, pepper: secretPepper });
}

/** What became of a code: `used` if it was right but its time step, or a later one, was accepted before. */
export type ClaimedCode = "accepted" | "used" | "wrong";

/**
 * Accepts a code of one of the user's authenticator apps, once: login, confirmation and setup share what was accepted. The
 * accepted time step only ever moves forward (RFC 6238, section 5.2). One conditional UPDATE decides, so that of requests
 * with the same code at the same moment one succeeds.
 *
 * @param now the time at which the code was received
 */
export async function claimTotpCode(userId: string, code: string, now = Date.now()): Promise<ClaimedCode> {
  const apps = await db().authenticatorApp.findMany({
    where: { userId, confirmedAt: { not: null } },
    select: storedApp,
  });
  let result: ClaimedCode = "wrong";
  for (const app of apps) {
    const claimed = await claimStep(db(), app, code, now);
    if (claimed === "accepted") return "accepted";
    if (claimed === "used") result = "used";
  }
  return result;
}

/**
 * Accepts a code of one authenticator app, as {@link claimTotpCode} does.
 *
 * @param also what else to change if the code is accepted
 */
export async function claimStep(
  client: Pick<Prisma.TransactionClient, "authenticatorApp">,
  app: StoredApp,
  code: string,
  now: number,
  also: Prisma.AuthenticatorAppUpdateManyMutationInput = {},
): Promise<ClaimedCode> {
  const key = decryptKey(app);
  const steps = matchingSteps(key, code, now);
  if (steps.length === 0) return "wrong";
  // Two steps can have the same code by chance. The later one stays usable.
  const step = steps.find((candidate) => app.lastStep === null || candidate > app.lastStep);
  if (step === undefined) return "used";
  const { count } = await client.authenticatorApp.updateMany({
    where: { id: app.id, OR: [{ lastStep: null }, { lastStep: { lt: step } }] },
    data: {
      lastStep: step,
      lastUsedAt: new Date(now),
      // The key is encrypted again once it is at hand, so that an old pepper goes out of use.
      ...(isOutdatedKey(app.secretPepper) && encryptKey(app.userId, key)),
      ...also,
    },
  });
  return count === 1 ? "accepted" : "used";
}
