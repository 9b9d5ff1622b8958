import { env } from "@/lib/config/env";
import { db } from "@/lib/database/client";
import { lockUser } from "@/lib/database/lock-user";
import type { Prisma } from "@/lib/generated/prisma/client";
import { ADMINISTRATOR, BY_ADMINISTRATOR } from "@/lib/mail/queue-email";
import { err, type NotFound, ok, type Result } from "@/lib/result";
import { adminActionSchema } from "@/lib/schemas/admin-user";
import { canonicalEmail, emailField } from "@/lib/schemas/email";
import type { Actor } from "@/lib/sessions/current-user";
import { cancelPendingReset, dueFromNow, startReset } from "@/lib/two-factor/pending-reset";
import { removeAllMethods } from "@/lib/two-factor/reset-two-factor";
import { type AdminWriteResult, performAdminWrite, refuse } from "./admin-write";

/**
 * Turns two-factor authentication off for a user who lost every method, logs them out everywhere and tells them by email.
 * The admin must have made sure that it is the owner who asks.
 *
 * @param input `{ password? }`
 */
export async function resetUserTwoFactor(
  userId: string,
  input: unknown,
  actor: Actor,
): Promise<AdminWriteResult> {
  return performAdminWrite(
    { action: "reset_two_factor", userId, input, schema: adminActionSchema },
    actor,
    async ({ transaction, audit }) => {
      await requireTwoFactor(transaction, userId);
      await removeAllMethods(transaction, audit, "admin");
    },
  );
}

/**
 * Turns two-factor authentication off after the waiting time of `MFA_RESET_DELAY_HOURS`, as if its owner had asked for
 * it. The owner is told at once, reminded, and can cancel it, so it is the safer way if it isn't certain who asks.
 *
 * @param input `{ password? }`
 */
export async function scheduleTwoFactorReset(
  userId: string,
  input: unknown,
  actor: Actor,
): Promise<AdminWriteResult> {
  return performAdminWrite(
    { action: "schedule_two_factor_reset", userId, input, schema: adminActionSchema },
    actor,
    async ({ transaction, audit }) => {
      if (env().MFA_RESET_DELAY_HOURS === 0) refuse("no_reset_delay");
      await requireTwoFactor(transaction, userId);
      const isStarted = await startReset(transaction, audit, {
        dueAt: dueFromNow(),
        origin: ADMINISTRATOR,
        byAdmin: true,
      });
      if (!isStarted) refuse("reset_pending");
    },
  );
}

/**
 * Cancels a reset that waits for its time, whoever asked for it. The owner is told by email.
 *
 * @param input `{ password? }`
 */
export async function cancelUserTwoFactorReset(
  userId: string,
  input: unknown,
  actor: Actor,
): Promise<AdminWriteResult> {
  return performAdminWrite(
    { action: "cancel_two_factor_reset", userId, input, schema: adminActionSchema },
    actor,
    async ({ transaction, audit }) => {
      const cancellation = { origin: ADMINISTRATOR, details: BY_ADMINISTRATOR };
      if (!(await cancelPendingReset(transaction, audit, cancellation))) refuse("no_reset_pending");
    },
  );
}

async function requireTwoFactor(transaction: Prisma.TransactionClient, userId: string): Promise<void> {
  const enabled = { id: userId, twoFactorSince: { not: null } };
  if ((await transaction.user.count({ where: enabled })) === 0) refuse("no_second_factor");
}

/**
 * Turns two-factor authentication off, from the command line. Whoever does it must have made sure that it is
 * the owner who asks.
 *
 * @returns whether the user had a second factor, or `not_found` if the email address has no account
 */
export async function resetTwoFactor(email: string): Promise<Result<{ wasOn: boolean }, NotFound>> {
  const parsed = emailField.safeParse(email);
  const emailCanonical = canonicalEmail(parsed.success ? parsed.data : "");
  return db().$transaction(async (transaction) => {
    const where = { emailCanonical };
    const found = await transaction.user.findUnique({ where, select: { id: true } });
    if (!found) return err({ code: "not_found" });
    await lockUser(transaction, found.id);
    const enabled = { id: found.id, twoFactorSince: { not: null } };
    if ((await transaction.user.count({ where: enabled })) === 0) return ok({ wasOn: false });
    // Recorded without a client, because the command runs on the server.
    await removeAllMethods(transaction, { userId: found.id, ipAddress: "" }, "admin");
    return ok({ wasOn: true });
  });
}
