import { recordEvent } from "@/lib/audit/record-event";
import { db } from "@/lib/database/client";
import { endDeviceTrust } from "@/lib/devices/recognize-device";
import type { Prisma } from "@/lib/generated/prisma/client";
import { queueEmail } from "@/lib/mail/queue-email";
import { triggerMailDelivery } from "@/lib/mail/trigger-delivery";
import { err, type Failure, type NotFound, ok, type Result } from "@/lib/result";
import { fieldErrors } from "@/lib/schemas/field-errors";
import { renameMethodSchema } from "@/lib/schemas/two-factor";
import type { Actor } from "@/lib/sessions/current-user";
import { requireRecentAuthentication } from "@/lib/sessions/reauthentication";
import { requireActiveSession } from "@/lib/sessions/session";
import { type Method, methodRemoved } from "./change-methods";
import { findMethodKind } from "./get-two-factor";
import { replaceRecoveryCodes } from "./recovery-codes";

type Kind = Method["method"];

/** Changes or deletes one of a user's methods. The two tables have the same columns for this. */
const TABLES = {
  authenticator: (transaction: Prisma.TransactionClient, id: string, userId: string) => {
    const where = { id, userId, confirmedAt: { not: null } };
    return {
      find: () => transaction.authenticatorApp.findFirst({ where, select: { name: true } }),
      rename: (name: string) => transaction.authenticatorApp.updateMany({ where, data: { name } }),
      remove: () => transaction.authenticatorApp.deleteMany({ where }),
    };
  },
  passkey: (transaction: Prisma.TransactionClient, id: string, userId: string) => ({
    find: () => transaction.passkey.findFirst({ where: { id, userId }, select: { name: true } }),
    rename: (name: string) => transaction.passkey.updateMany({ where: { id, userId }, data: { name } }),
    remove: () => transaction.passkey.deleteMany({ where: { id, userId } }),
  }),
};

/**
 * Renames one of the actor's second factors.
 *
 * @param input `{ name }`
 * @returns the new name
 */
export async function renameMethod(
  method: Kind,
  id: string,
  input: unknown,
  actor: Actor,
): Promise<Result<{ name: string }, Failure | NotFound>> {
  if ((await findMethodKind(id, actor)) !== method) return err({ code: "not_found" });
  const parsed = renameMethodSchema.safeParse(input);
  if (!parsed.success) return err({ code: "invalid", errors: fieldErrors(parsed.error) });
  const { name } = parsed.data;
  const isRenamed = await db().$transaction(async (transaction) => {
    await requireActiveSession(transaction, actor);
    const table = TABLES[method](transaction, id, actor.userId);
    const before = await table.find();
    if (!before) return false;
    await table.rename(name);
    if (before.name !== name) await recordEvent(transaction, actor, "mfa_method_updated", { method, name });
    return true;
  });
  return isRenamed ? ok({ name }) : err({ code: "not_found" });
}

/** Removes one of the actor's second factors, and tells the owner. Requires recent authentication. */
export async function removeMethod(
  method: Kind,
  id: string,
  actor: Actor,
): Promise<Result<undefined, Failure | NotFound>> {
  if ((await findMethodKind(id, actor)) !== method) return err({ code: "not_found" });
  const recent = requireRecentAuthentication(actor);
  if (!recent.ok) return recent;
  const isRemoved = await db().$transaction(async (transaction) => {
    await requireActiveSession(transaction, actor);
    const table = TABLES[method](transaction, id, actor.userId);
    const found = await table.find();
    if (!found) return false;
    await table.remove();
    await methodRemoved(transaction, actor, { method, name: found.name });
    return true;
  });
  if (!isRemoved) return err({ code: "not_found" });
  triggerMailDelivery();
  return ok(undefined);
}

/**
 * Replaces the actor's recovery codes: the old ones no longer work. As with any other change of methods, the trust in all
 * devices ends: whoever had one of the old codes may have trusted theirs. Requires recent authentication and a second
 * factor.
 *
 * @returns the codes, which are shown once
 */
export async function regenerateRecoveryCodes(actor: Actor): Promise<Result<string[], Failure | NotFound>> {
  const recent = requireRecentAuthentication(actor);
  if (!recent.ok) return recent;
  const { userId } = actor;
  const codes = await db().$transaction(async (transaction) => {
    await requireActiveSession(transaction, actor);
    const enabled = { id: userId, twoFactorSince: { not: null } };
    if ((await transaction.user.count({ where: enabled })) === 0) return undefined;
    await endDeviceTrust(transaction, userId);
    await recordEvent(transaction, actor, "mfa_recovery_codes_created", { isFirst: false });
    await queueEmail(transaction, { kind: "recovery_codes_regenerated", userId, details: {}, origin: actor });
    return replaceRecoveryCodes(transaction, userId);
  });
  if (!codes) return err({ code: "not_found" });
  triggerMailDelivery();
  return ok(codes);
}
