import { recordEvent } from "@/lib/audit/record-event";
import { db } from "@/lib/database/client";
import { lockUser } from "@/lib/database/lock-user";
import type { Prisma } from "@/lib/generated/prisma/client";
import type { RequestContext } from "@/lib/http/request-context";
import { queueEmail } from "@/lib/mail/queue-email";
import { triggerMailDelivery } from "@/lib/mail/trigger-delivery";
import { describeError, log } from "@/lib/observability/log";
import { recordFailedLogin } from "./record-failed-login";

const MINUTE_MS = 60 * 1000;
const DAY_MS = 24 * 60 * MINUTE_MS;
/** How long an unused link stands in the way of another one. */
const MIN_INTERVAL_MS = 10 * MINUTE_MS;
const MAX_PER_DAY = 10;

/**
 * Answers a correct password when a link by email has to finish the login. Sends the link, unless the account is blocked.
 * The attempt stays counted, as a wrong one does.
 *
 * @param blocked why the account can't be logged in to, if it can't
 * @param device as detected from the request: a name in the input would be chosen by a stranger
 */
export function requireLink(
  { id: userId }: { id: string },
  blocked: { code: "suspended" | "unverified" } | undefined,
  context: RequestContext,
  { device_name }: { device_name: string },
): { code: "confirmation_required" } {
  log.info({ event: "authn_login_link", requestId: context.requestId, userId });
  // Not awaited: the extra time would reveal that the password is correct.
  void (blocked
    ? recordFailedLogin(userId, context, device_name, blocked.code)
    : sendLoginLink(userId, context, device_name));
  return { code: "confirmation_required" };
}

/**
 * Sends the owner of an account a link that finishes a login with the correct password. If that fails, it is only
 * logged: the answer to the login must not depend on it.
 */
async function sendLoginLink(
  userId: string,
  { ipAddress, timeZone, requestId, userAgent }: RequestContext,
  device: string,
): Promise<void> {
  try {
    const isQueued = await db().$transaction(async (transaction) => {
      await lockUser(transaction, userId);
      if (await hasRecentLink(transaction, userId)) return false;
      const origin = { ipAddress, timeZone };
      await queueEmail(transaction, { kind: "confirm_login", userId, details: { device }, origin });
      await recordEvent(transaction, { userId, ipAddress, requestId, userAgent }, "authn_token_created", {
        purpose: "confirm-login",
      });
      return true;
    });
    if (isQueued) triggerMailDelivery();
  } catch (error) {
    log.warn(
      { event: "login_link_not_sent", error: describeError(error), userId },
      "Could not send a link that finishes a login",
    );
  }
}

async function hasRecentLink(transaction: Prisma.TransactionClient, userId: string): Promise<boolean> {
  const sentSince = (ms: number) => ({
    userId,
    kind: "confirm_login" as const,
    createdAt: { gt: new Date(Date.now() - ms) },
  });
  const unused = { ...sentSince(MIN_INTERVAL_MS), tokenConsumedAt: null };
  if ((await transaction.outboxEmail.count({ where: unused })) > 0) return true;
  return (await transaction.outboxEmail.count({ where: sentSince(DAY_MS) })) >= MAX_PER_DAY;
}
