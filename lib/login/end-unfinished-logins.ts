import * as z from "zod/mini";
import { db, isDatabaseUnavailable } from "@/lib/database/client";
import { lockUser } from "@/lib/database/lock-user";
import { UNKNOWN_ADDRESS } from "@/lib/http/client-ip";
import { triggerMailDelivery } from "@/lib/mail/trigger-delivery";
import { describeError, log } from "@/lib/observability/log";
import { recordLoginFailure } from "./record-failed-login";

const BATCH_SIZE = 500;

/** What a pending login stores about its client. One that an earlier version of the app stored lacks some of it. */
const storedClient = z.object({
  detected_name: z.string(),
  client: z.object({
    ipAddress: z.string(),
    requestId: z.optional(z.string()),
    userAgent: z.optional(z.string()),
  }),
});

type Unfinished = z.output<typeof storedClient> & { ids: string[]; userId: string; since: Date };

/**
 * Deletes the pending logins that have expired. If nobody tried the second factor, a failed login is recorded: whoever it
 * was knows the password, and the owner should see that. Wrong second factors were recorded when they were entered.
 *
 * @returns the number of deleted logins, at most a batch
 */
export async function endUnfinishedLogins(): Promise<number> {
  const expired = await db().pendingLogin.findMany({
    where: { expiresAt: { lte: new Date() } },
    orderBy: { createdAt: "asc" },
    take: BATCH_SIZE,
    select: { id: true, userId: true, attempts: true, device: true, createdAt: true },
  });
  // Many from one client become one event, so that whoever has the password can't flood the audit log.
  const unfinished = new Map<string, Unfinished>();
  for (const { id, userId, attempts, device, createdAt: since } of expired) {
    const stored = storedClient.safeParse(device);
    if (attempts > 0 || !stored.success) continue;
    const key = `${userId} ${stored.data.client.ipAddress}`;
    const same = unfinished.get(key) ?? { ...stored.data, ids: [], userId, since };
    unfinished.set(key, { ...same, ids: [...same.ids, id] });
  }
  let isAlerted = false;
  for (const login of unfinished.values()) {
    try {
      isAlerted = (await recordUnfinished(login)) || isAlerted;
    } catch (error) {
      if (isDatabaseUnavailable(error)) throw error;
      const { userId } = login;
      log.error({ event: "unfinished_login_not_recorded", userId, error: describeError(error) });
    }
  }
  await db().pendingLogin.deleteMany({ where: { id: { in: expired.map(({ id }) => id) } } });
  if (isAlerted) triggerMailDelivery();
  return expired.length;
}

/**
 * Records that logins of one client weren't finished, in the transaction that deletes them, unless the client has logged in
 * since: people start again in another tab.
 *
 * @returns whether an email to the owner was queued
 */
function recordUnfinished({ ids, userId, since, client, detected_name }: Unfinished): Promise<boolean> {
  return db().$transaction(async (transaction) => {
    await lockUser(transaction, userId);
    const { count } = await transaction.pendingLogin.deleteMany({ where: { id: { in: ids } } });
    const { ipAddress } = client;
    const success = { userId, ipAddress, event: "authn_login_success", createdAt: { gte: since } } as const;
    // All clients are one where their addresses aren't known.
    const isKnown = ipAddress !== UNKNOWN_ADDRESS;
    if (count === 0 || (isKnown && (await transaction.auditEvent.count({ where: success })) > 0))
      return false;
    const details = { device: detected_name, reason: "second_factor_missing" } as const;
    return recordLoginFailure(transaction, { ...client, userId }, details);
  });
}
