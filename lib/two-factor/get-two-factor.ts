import { db } from "@/lib/database/client";
import type { Prisma } from "@/lib/generated/prisma/client";
import { isUuid } from "@/lib/schemas/uuid";
import type { Actor } from "@/lib/sessions/current-user";
import { countRecoveryCodes } from "./recovery-codes";

const listedApp = {
  id: true,
  name: true,
  createdAt: true,
  lastUsedAt: true,
} satisfies Prisma.AuthenticatorAppSelect;

const listedPasskey = {
  ...listedApp,
  credentialId: true,
  aaguid: true,
  isSynced: true,
} satisfies Prisma.PasskeySelect;

/** An authenticator app as shown to its owner. */
export type ListedApp = Prisma.AuthenticatorAppGetPayload<{ select: typeof listedApp }>;

/** A passkey as shown to its owner. */
export type ListedPasskey = Prisma.PasskeyGetPayload<{ select: typeof listedPasskey }>;

/** The second factors of a user. */
export type TwoFactor = {
  isOn: boolean;
  authenticators: ListedApp[];
  passkeys: ListedPasskey[];
  remainingRecoveryCodes: number;
};

/** Returns the second factors of a user, the one that was used last first. */
export async function getTwoFactor({ userId }: Pick<Actor, "userId">): Promise<TwoFactor> {
  const orderBy = [{ lastUsedAt: { sort: "desc", nulls: "last" } }, { createdAt: "desc" }] as const;
  const confirmed = { userId, confirmedAt: { not: null } };
  const [authenticators, passkeys, remainingRecoveryCodes] = await Promise.all([
    db().authenticatorApp.findMany({ where: confirmed, orderBy: [...orderBy], select: listedApp }),
    db().passkey.findMany({ where: { userId }, orderBy: [...orderBy], select: listedPasskey }),
    countRecoveryCodes(userId),
  ]);
  const isOn = authenticators.length + passkeys.length > 0;
  return { isOn, authenticators, passkeys, remainingRecoveryCodes };
}

/** Returns whether one of the user's second factors is an authenticator app or a passkey; `undefined` if it is none. */
export async function findMethodKind(
  id: string,
  { userId }: Pick<Actor, "userId">,
): Promise<"authenticator" | "passkey" | undefined> {
  if (!isUuid(id)) return undefined;
  if ((await db().authenticatorApp.count({ where: { id, userId, confirmedAt: { not: null } } })) > 0) {
    return "authenticator";
  }
  return (await db().passkey.count({ where: { id, userId } })) > 0 ? "passkey" : undefined;
}
