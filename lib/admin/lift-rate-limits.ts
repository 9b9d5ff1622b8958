import { recordEvent } from "@/lib/audit/record-event";
import { db } from "@/lib/database/client";
import { resetProgressiveLimits } from "@/lib/rate-limit/progressive-limits";
import { resetLimit } from "@/lib/rate-limit/rate-limit";
import { adminActionSchema } from "@/lib/schemas/admin-user";
import type { Actor } from "@/lib/sessions/current-user";
import { resetPasswordAttempts } from "@/lib/sessions/reauthentication";
import { resetCodeLimits } from "@/lib/two-factor/verify-code";
import { type AdminWriteResult, performAdminWrite } from "./admin-write";

const DAY_MS = 24 * 60 * 60 * 1000;
const MAX_SUBJECTS = 50;

/**
 * Lifts the rate limits that someone may have run into with an account: on logins, on guesses at their own password and
 * at second factors, and on emails. Limits of an IP address as a whole stay, because others are behind them too.
 *
 * @param input `{ password? }`
 */
export async function liftRateLimits(
  userId: string,
  input: unknown,
  actor: Actor,
): Promise<AdminWriteResult> {
  let emailCanonical = "";
  const result = await performAdminWrite(
    { action: "lift_rate_limits", userId, input, schema: adminActionSchema },
    actor,
    async ({ transaction, subject, audit }) => {
      emailCanonical = subject.emailCanonical;
      await recordEvent(transaction, audit, "user_restored", { what: "rate_limits" });
    },
  );
  if (result.ok) await resetLimits(userId, emailCanonical);
  return result;
}

async function resetLimits(userId: string, emailCanonical: string): Promise<void> {
  const [failures, devices] = await Promise.all([
    // The longest window of a limit on one client is a day.
    db().auditEvent.findMany({
      where: { userId, event: "authn_login_fail", createdAt: { gt: new Date(Date.now() - DAY_MS) } },
      distinct: ["ipAddress"],
      take: MAX_SUBJECTS,
      select: { ipAddress: true },
    }),
    db().device.findMany({ where: { userId }, take: MAX_SUBJECTS, select: { id: true } }),
  ]);
  await Promise.all([
    resetLimit("loginGlobal", emailCanonical),
    resetLimit("mail", emailCanonical),
    resetLimit("mail", `reset ${emailCanonical}`),
    resetLimit("mailDaily", emailCanonical),
    resetLimit("mail", `two-factor reset ${emailCanonical}`),
    resetLimit("mailDaily", `two-factor reset ${emailCanonical}`),
    resetLimit("passwordReset", emailCanonical),
    resetPasswordAttempts(userId),
    resetCodeLimits(userId, [
      { sessions: "all" },
      ...failures.map(({ ipAddress }) => ({ client: ipAddress })),
      ...devices.map(({ id }) => ({ device: id })),
    ]),
    ...failures.map(({ ipAddress }) => resetProgressiveLimits(`${emailCanonical} ${ipAddress}`)),
    ...devices.map(({ id }) => resetProgressiveLimits(`device ${id}`)),
  ]);
}
