import { recordEvent } from "@/lib/audit/record-event";
import { db } from "@/lib/database/client";
import type { Actor } from "@/lib/sessions/current-user";
import { requireActiveSession } from "@/lib/sessions/session";
import { revokePendingTokens } from "@/lib/tokens/consume-token";
import { pendingEmail } from "./get-email-change";

/** Cancels the actor's pending email change. Does nothing if there is none. */
export async function cancelEmailChange(actor: Actor): Promise<void> {
  if (!(await pendingEmail(actor))) return;
  await db().$transaction(async (transaction) => {
    await requireActiveSession(transaction, actor);
    const revoked = await revokePendingTokens(transaction, actor.userId, ["confirm_email_change"]);
    if (revoked > 0)
      await recordEvent(transaction, actor, "authn_token_revoked", { purpose: "confirm-email-change" });
  });
}
