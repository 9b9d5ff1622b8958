import { db } from "@/lib/database/client";
import { PENDING_RESET } from "@/lib/two-factor/pending-reset";

/** What the owner of an account should know on every page of it. */
export type AccountNotices = {
  /** When the account will be deleted, if a deletion is scheduled. */
  deleteAfter?: Date;
  /** When two-factor authentication will be turned off, if a reset was requested. */
  resetDueAt?: Date;
  /** The number of recovery codes, if two-factor authentication is on. */
  recoveryCodes?: number;
};

/** Reads the notices of an account with one query, and one more if a reset waits. */
export async function readAccountNotices(userId: string): Promise<AccountNotices> {
  const user = await db().user.findUnique({
    where: { id: userId },
    select: {
      deleteAfter: true,
      twoFactorSince: true,
      _count: { select: { recoveryCodes: true, twoFactorResets: { where: PENDING_RESET } } },
    },
  });
  const reset = user?._count.twoFactorResets
    ? await db().twoFactorReset.findFirst({ where: { userId, ...PENDING_RESET }, select: { dueAt: true } })
    : undefined;
  return {
    ...(user?.deleteAfter && { deleteAfter: user.deleteAfter }),
    ...(reset && { resetDueAt: reset.dueAt }),
    ...(user?.twoFactorSince && { recoveryCodes: user._count.recoveryCodes }),
  };
}
