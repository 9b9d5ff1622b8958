import type * as z from "zod/mini";
import type { AuditClient } from "@/lib/audit/record-event";
import { randomToken, sha256 } from "@/lib/crypto/secrets";
import { db } from "@/lib/database/client";
import { Prisma, type SessionKind } from "@/lib/generated/prisma/client";
import { deviceSchema } from "@/lib/schemas/device";
import { type LastUses, lastUsesQuery, type MethodKind, methodKinds } from "@/lib/two-factor/method-kinds";

const LIFETIME_SECONDS = 10 * 60;
/** How often a second factor may be tried. Then the login starts again. */
const MAX_ATTEMPTS = 5;

/** A login whose password was correct: what proves to be the same client, and how the user can verify it. */
export type PendingLogin = {
  mfaToken: string;
  methods: MethodKind[];
  expiresInSeconds: number;
};

/** A pending login, with its user. */
export type FoundLogin = Omit<StoredLogin, "device"> & LoginDevice;

type StoredLogin = {
  id: string;
  userId: string;
  kind: SessionKind;
  passwordHash: string;
  device: unknown;
  isRemembered: boolean;
  expiresAt: Date;
  attempts: number;
  email: string;
  emailCanonical: string;
};

const STORED_LOGIN = Prisma.sql`
  login.id, login.user_id AS "userId", login.kind::text AS kind, login.password_hash AS "passwordHash", login.device,
  login.is_remembered AS "isRemembered", login.expires_at AS "expiresAt", login.attempts,
  users.email, users.email_canonical AS "emailCanonical"`;

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
 *
 * @param client recorded if the login isn't finished
 */
export async function createPendingLogin(
  { id: userId, passwordHash }: { id: string; passwordHash: string },
  { kind, device: described, detectedName, isRemembered, attempts = 0 }: LoginRequest,
  { ipAddress, requestId, userAgent }: AuditClient,
): Promise<PendingLogin> {
  const mfaToken = randomToken();
  const expiresAt = new Date(Date.now() + LIFETIME_SECONDS * 1000);
  const client = { ipAddress, requestId, userAgent };
  const device = JSON.stringify({ ...described, detected_name: detectedName, client });
  // One statement, because every login with a second factor waits for it.
  const [lastUses] = await db().$queryRaw<LastUses[]>`
    WITH created AS (
      INSERT INTO pending_logins
        (id, user_id, token_hash, kind, password_hash, device, is_remembered, attempts, expires_at)
      VALUES (gen_random_uuid(), ${userId}::uuid, ${sha256(mfaToken)}, ${kind}::"SessionKind", ${passwordHash},
        ${device}::jsonb, ${isRemembered}, ${attempts}, ${expiresAt})
    )
    ${lastUsesQuery(userId)}`;
  const methods = lastUses ? methodKinds(lastUses) : [];
  return { mfaToken, methods, expiresInSeconds: LIFETIME_SECONDS };
}

/** Which pending login a client can still verify. */
const usable = (mfaToken: string, kind: SessionKind) => Prisma.sql`
  users.id = login.user_id AND login.token_hash = ${sha256(mfaToken)} AND login.kind = ${kind}::"SessionKind"
  AND login.expires_at > ${new Date()} AND login.attempts < ${MAX_ATTEMPTS}`;

/** Returns the pending login of a client, if it has one that can still be verified. */
export async function findPendingLogin(mfaToken: string, kind: SessionKind): Promise<FoundLogin | undefined> {
  const [login] = await db().$queryRaw<StoredLogin[]>`
    SELECT ${STORED_LOGIN} FROM pending_logins AS login, users WHERE ${usable(mfaToken, kind)}`;
  return login && withDevice(login);
}

function withDevice(login: StoredLogin): FoundLogin {
  const device = deviceSchema.parse(login.device);
  const { detected_name } = login.device as { detected_name?: string };
  return { ...login, device, detectedName: detected_name ?? device.device_name };
}

/**
 * Counts an attempt to verify a login, before it is checked. One UPDATE counts and decides, so that parallel guesses can't
 * exceed the number.
 */
export async function countAttempt(mfaToken: string, kind: SessionKind): Promise<FoundLogin | undefined> {
  const [login] = await db().$queryRaw<StoredLogin[]>`
    UPDATE pending_logins AS login SET attempts = login.attempts + 1 FROM users
    WHERE ${usable(mfaToken, kind)} RETURNING ${STORED_LOGIN}`;
  return login && withDevice(login);
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
