import { Alert } from "@/components/ui/alert";
import { readAccountNotices } from "@/lib/account/account-notices";
import { FEW_RECOVERY_CODES } from "@/lib/two-factor/recovery-codes";
import { DeletionBanner } from "./deletion-banner";
import { ResetBanner } from "./reset-banner";
import { TextLink } from "./text-link";

type AccountBannersProps = {
  userId: string;
  hidesRecoveryCodes: boolean;
};

/** Tells on every account page what its owner should act on. */
export async function AccountBanners({ userId, hidesRecoveryCodes }: AccountBannersProps) {
  const { deleteAfter, resetDueAt, recoveryCodes } = await readAccountNotices(userId);
  const hasFewCodes = recoveryCodes !== undefined && recoveryCodes <= FEW_RECOVERY_CODES;
  return (
    <>
      {deleteAfter && <DeletionBanner deleteAfter={deleteAfter} />}
      {resetDueAt && <ResetBanner dueAt={resetDueAt} />}
      {hasFewCodes && !hidesRecoveryCodes && <RecoveryCodesBanner remaining={recoveryCodes} />}
    </>
  );
}

function RecoveryCodesBanner({ remaining }: { remaining: number }) {
  const title =
    remaining === 0
      ? "You have no recovery codes left"
      : `You have ${remaining} recovery ${remaining === 1 ? "code" : "codes"} left`;
  return (
    <Alert
      tone="warning"
      className="mb-6"
      title={title}
      actions={<TextLink href="/account/security/recovery-codes">Create new recovery codes</TextLink>}
    >
      {remaining === 0
        ? "If you lose your other methods, you can't log in."
        : "Use one to log in if you lose your other methods."}
    </Alert>
  );
}
