import type * as z from "zod/mini";
import { randomToken, sha256 } from "@/lib/crypto/secrets";
import { db } from "@/lib/database/client";
import type { Prisma, SessionKind } from "@/lib/generated/prisma/client";
import { deviceSchema } from "@/lib/schemas/device";
import { getTwoFactor, type MethodKind, methodKinds } from "@/lib/two-factor/get-two-factor";

const LIFETIME_SECONDS = 10 * 60;
/** How often a second factor may be tried. Then the login starts again. */
const MAX_ATTEMPTS = 5;

/** A login whose password was correct: what proves to be the same client, and how the user can verify it. */
export type PendingLogin = {
  mfaToken: string;
  methods: MethodKind[];
  expiresInSeconds: number;
};

const found = {
  id: true,
  userId: true,
  kind: true,
  passwordHash: true,
  device: true,
  isRemembered: true,
  expiresAt: true,
  attempts: true,
  user: { select: { email: true, emailCanonical: true } },
} satisfies Prisma.PendingLoginSelect;

/** A pending login, with its user. */
export type FoundLogin = Omit<Prisma.PendingLoginGetPayload<{ select: typeof found }>, "device"> & LoginDevice;

/** The device as the client describes it, and its name as detected from the request, which a stranger doesn't choose. */
type LoginDevice = { device: z.output<typeof deviceSchema>; detectedName: string };

/** What a login asks for. */
export type LoginRequest = LoginDevice & {
  kind: SessionKind;
  isRemembered: boolean;
  /** How many codes were wrong already. */
  attempts?: number;
};

/**
 * Creates a pending login. It is stored in the database, so that codes work while Redis is unreachable and two copies of
 * the app count attempts together.
 */
export async function createPendingLogin(
  { id: userId, passwordHash }: { id: string; passwordHash: string },
  { kind, device: described, detectedName, isRemembered, attempts = 0 }: LoginRequest,
): Promise<PendingLogin> {
  const mfaToken = randomToken();
  const expiresAt = new Date(Date.now() + LIFETIME_SECONDS * 1000);
  const tokenHash = sha256(mfaToken);
  const device = { ...described, detected_name: detectedName };
  await db().pendingLogin.create({
    data: { userId, tokenHash, kind, passwordHash, device, isRemembered, attempts, expiresAt },
    select: { id: true },
  });
  const methods = methodKinds(await getTwoFactor({ userId }));
  return { mfaToken, methods, expiresInSeconds: LIFETIME_SECONDS };
}

const usable = (mfaToken: string, kind: SessionKind) => ({
  tokenHash: sha256(mfaToken),
  kind,
  expiresAt: { gt: new Date() },
  attempts: { lt: MAX_ATTEMPTS },
});

/** Returns the pending login of a client, if it has one that can still be verified. */
export async function findPendingLogin(mfaToken: string, kind: SessionKind): Promise<FoundLogin | undefined> {
  const login = await db().pendingLogin.findFirst({ where: usable(mfaToken, kind), select: found });
  return login ? withDevice(login) : undefined;
}

function withDevice(login: Prisma.PendingLoginGetPayload<{ select: typeof found }>): FoundLogin {
  const device = deviceSchema.parse(login.device);
  const { detected_name } = login.device as { detected_name?: string };
  return { ...login, device, detectedName: detected_name ?? device.device_name };
}

/**
 * Counts an attempt to verify a login, before it is checked. One UPDATE counts and decides, so that parallel guesses can't
 * exceed the number.
 */
export async function countAttempt(mfaToken: string, kind: SessionKind): Promise<FoundLogin | undefined> {
  const { count } = await db().pendingLogin.updateMany({
    where: usable(mfaToken, kind),
    data: { attempts: { increment: 1 } },
  });
  if (count === 0) return undefined;
  const tokenHash = sha256(mfaToken);
  const login = await db().pendingLogin.findUnique({ where: { tokenHash }, select: found });
  return login ? withDevice(login) : undefined;
}

/** Returns whether a login whose attempt was counted has no other attempt left. */
export const isExhausted = ({ attempts }: FoundLogin) => attempts >= MAX_ATTEMPTS;

/** Takes back a counted attempt that was refused unchecked. */
export async function refundAttempt(id: string): Promise<void> {
  const counted = { id, attempts: { gt: 0 } };
  await db().pendingLogin.updateMany({ where: counted, data: { attempts: { decrement: 1 } } });
}

/** Ends a pending login. Of requests that verify it at the same moment, one gets `true`. */
export async function endPendingLogin(transaction: Prisma.TransactionClient, id: string): Promise<boolean> {
  return (await transaction.pendingLogin.deleteMany({ where: { id } })).count === 1;
}

/** Deletes the pending logins that have expired. @returns the number of deleted logins */
export async function deleteExpiredLogins(): Promise<number> {
  return (await db().pendingLogin.deleteMany({ where: { expiresAt: { lte: new Date() } } })).count;
}
