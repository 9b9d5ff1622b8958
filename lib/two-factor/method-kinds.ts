import { db } from "@/lib/database/client";
import { Prisma } from "@/lib/generated/prisma/client";

/** A way to verify a login. */
export type MethodKind = "passkey" | "authenticator" | "recovery_code";

/** When a user last used a method of each kind: null if they have none, 1970 if it was never used. */
export type LastUses = { passkey: Date | null; authenticator: Date | null; hasRecoveryCodes: boolean };

/** Returns the query for {@link LastUses}, which a larger statement may end with. */
export const lastUsesQuery = (userId: string) => Prisma.sql`
  SELECT
    (SELECT max(coalesce(last_used_at, to_timestamp(0))) FROM passkeys
      WHERE user_id = ${userId}::uuid) AS passkey,
    (SELECT max(coalesce(last_used_at, to_timestamp(0))) FROM authenticator_apps
      WHERE user_id = ${userId}::uuid AND confirmed_at IS NOT NULL) AS authenticator,
    EXISTS (SELECT FROM recovery_codes WHERE user_id = ${userId}::uuid) AS "hasRecoveryCodes"`;

/** Returns the ways in which a user can verify a login, the one that was used last first. */
export function methodKinds({ passkey, authenticator, hasRecoveryCodes }: LastUses): MethodKind[] {
  const kinds: MethodKind[] = [];
  if (passkey) kinds.push("passkey");
  if (authenticator) kinds.push("authenticator");
  if (passkey && authenticator && authenticator > passkey) kinds.reverse();
  if (hasRecoveryCodes) kinds.push("recovery_code");
  return kinds;
}

/** Finds the ways in which a user can verify a login, as {@link methodKinds} returns them. */
export async function findMethodKinds({ userId }: { userId: string }): Promise<MethodKind[]> {
  const [lastUses] = await db().$queryRaw<LastUses[]>(lastUsesQuery(userId));
  return lastUses ? methodKinds(lastUses) : [];
}
