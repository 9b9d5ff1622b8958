import { db } from "@/lib/database/client";
import { triggerMailDelivery } from "@/lib/mail/trigger-delivery";
import { ok, type Result } from "@/lib/result";
import type { Actor } from "@/lib/sessions/current-user";
import { requireRecentAuthentication } from "@/lib/sessions/reauthentication";
import { requireActiveSession } from "@/lib/sessions/session";
import { cancelPendingReset } from "./pending-reset";

/**
 * Cancels the reset of the actor's two-factor authentication that waits for its time, and tells the owner by email. The
 * second factor must have been checked in the last 10 minutes; checking it now cancels the reset as well.
 *
 * @returns whether there was one
 * @throws {SessionExpiredError} if the session was revoked in the meantime
 */
export async function cancelOwnReset(actor: Actor): Promise<Result<boolean>> {
  const recent = requireRecentAuthentication(actor);
  if (!recent.ok) return recent;
  const isCanceled = await db().$transaction(async (transaction) => {
    await requireActiveSession(transaction, actor);
    return cancelPendingReset(transaction, actor);
  });
  if (isCanceled) triggerMailDelivery();
  return ok(isCanceled);
}
