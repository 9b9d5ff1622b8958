import { db } from "@/lib/database/client";

/** What the owner of an account should know on every page of it. */
export type AccountNotices = {
  /** When the account will be deleted, if a deletion is scheduled. */
  deleteAfter?: Date;
  /** The number of recovery codes, if two-factor authentication is on. */
  recoveryCodes?: number;
};

/** Reads the notices of an account with one query. */
export async function readAccountNotices(userId: string): Promise<AccountNotices> {
  const user = await db().user.findUnique({
    where: { id: userId },
    select: { deleteAfter: true, twoFactorSince: true, _count: { select: { recoveryCodes: true } } },
  });
  return {
    ...(user?.deleteAfter && { deleteAfter: user.deleteAfter }),
    ...(user?.twoFactorSince && { recoveryCodes: user._count.recoveryCodes }),
  };
}
