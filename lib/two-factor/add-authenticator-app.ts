import { brand } from "@/lib/config/brand";
import { db } from "@/lib/database/client";
import type { Prisma } from "@/lib/generated/prisma/client";
import { triggerMailDelivery } from "@/lib/mail/trigger-delivery";
import { err, type Failure, type NotFound, ok, type Result } from "@/lib/result";
import { fieldErrors } from "@/lib/schemas/field-errors";
import { confirmAuthenticatorSchema } from "@/lib/schemas/two-factor";
import { isUuid } from "@/lib/schemas/uuid";
import type { Actor } from "@/lib/sessions/current-user";
import { hasRecentAuthentication, requireRecentAuthentication } from "@/lib/sessions/reauthentication";
import { type NewSession, renewSession, requireActiveSession } from "@/lib/sessions/session";
import { claimStep, decryptKey, encryptKey } from "./authenticator-apps";
import { methodAdded } from "./change-methods";
import { base32, newTotpKey, otpauthUri } from "./totp";
import { readTypedCode } from "./typed-code";

const SETUP_MS = 30 * 60 * 1000;
/** The number of authenticator apps that a user can have. */
export const MAX_APPS = 10;
const DEFAULT_NAME = "Authenticator app";

/** The setup of an authenticator app: what the app is given, as a key to type and as a URI for a QR code. */
export type AuthenticatorSetup = { id: string; key: string; uri: string };

/** A second factor that was added: the session with its new token and, with the first factor, the recovery codes. */
export type AddedMethod = { session: NewSession; recoveryCodes?: string[] | undefined };

/** What an actor sets up. Another session may be someone else's: it must neither see the key nor choose it. */
const pendingSetup = ({ userId, sessionId }: Actor) => ({
  userId,
  sessionId,
  confirmedAt: null,
  createdAt: { gt: new Date(Date.now() - SETUP_MS) },
});

/** Returns whether the user can't add another app. Reliable under the lock of the user only. */
async function hasAllApps(transaction: Prisma.TransactionClient, userId: string): Promise<boolean> {
  const where = { userId, confirmedAt: { not: null } };
  return (await transaction.authenticatorApp.count({ where })) >= MAX_APPS;
}

/** Starts the setup of an authenticator app. It replaces a setup that wasn't finished. Requires recent authentication. */
export async function startAuthenticatorSetup(actor: Actor): Promise<Result<AuthenticatorSetup>> {
  const recent = requireRecentAuthentication(actor);
  if (!recent.ok) return recent;
  const { userId, sessionId } = actor;
  const key = newTotpKey();
  const app = await db().$transaction(async (transaction) => {
    await requireActiveSession(transaction, actor);
    if (await hasAllApps(transaction, userId)) return undefined;
    const replaced = [{ sessionId }, { createdAt: { lt: new Date(Date.now() - SETUP_MS) } }];
    await transaction.authenticatorApp.deleteMany({ where: { userId, confirmedAt: null, OR: replaced } });
    return transaction.authenticatorApp.create({
      data: { userId, sessionId, name: DEFAULT_NAME, ...encryptKey(userId, key) },
      select: { id: true },
    });
  });
  if (!app) return err({ code: "invalid", errors: { authenticator: ["authenticator_limit"] } });
  return ok(toSetup(app.id, key, actor));
}

/**
 * Returns the setup that this session has started and not finished, if it was within the last half hour. It contains the
 * key, so it too requires recent authentication.
 */
export async function findAuthenticatorSetup(actor: Actor): Promise<AuthenticatorSetup | undefined> {
  if (!hasRecentAuthentication(actor)) return undefined;
  const { userId } = actor;
  const app = await db().authenticatorApp.findFirst({
    where: pendingSetup(actor),
    select: { id: true, secret: true, secretPepper: true },
  });
  return app ? toSetup(app.id, decryptKey({ ...app, userId }), actor) : undefined;
}

function toSetup(id: string, key: Buffer, { user }: Actor): AuthenticatorSetup {
  return { id, key: base32(key), uri: otpauthUri(key, brand().name, user.email) };
}

/**
 * Finishes the setup of an authenticator app with its first code, which is accepted once. The session then counts as
 * opened with a second factor.
 *
 * @param input `{ code, name? }`
 */
export async function confirmAuthenticatorApp(
  id: string,
  input: unknown,
  actor: Actor,
): Promise<Result<AddedMethod, Failure | NotFound>> {
  const now = Date.now();
  const pending =
    isUuid(id) && (await db().authenticatorApp.count({ where: { id, ...pendingSetup(actor) } }));
  if (!pending) return err({ code: "not_found" });
  const parsed = confirmAuthenticatorSchema.safeParse(input);
  if (!parsed.success) return err({ code: "invalid", errors: fieldErrors(parsed.error) });
  const { code, name = DEFAULT_NAME } = parsed.data;
  const recent = requireRecentAuthentication(actor);
  if (!recent.ok) return recent;
  const { userId } = actor;
  const result = await db().$transaction(async (transaction) => {
    await requireActiveSession(transaction, actor);
    const app = await transaction.authenticatorApp.findFirst({ where: { id, ...pendingSetup(actor) } });
    if (!app) return "not_found";
    if (await hasAllApps(transaction, userId)) return "authenticator_limit";
    const digits = readTypedCode(code);
    const typed = digits?.kind === "totp" ? digits.code : "";
    const claimed = await claimStep(transaction, app, typed, now, { name, confirmedAt: new Date(now) });
    if (claimed !== "accepted") return "incorrect_code";
    const recoveryCodes = await methodAdded(transaction, actor, { id, method: "authenticator", name });
    const amr = [...new Set([...actor.amr, "otp", "mfa"])];
    const session = await renewSession(transaction, actor, { amr, aal: 2 });
    return { session, recoveryCodes };
  });
  if (result === "not_found") return err({ code: "not_found" });
  if (typeof result === "string") return err({ code: "invalid", errors: { code: [result] } });
  triggerMailDelivery();
  return ok(result);
}
