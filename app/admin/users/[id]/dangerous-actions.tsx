import { env } from "@/lib/config/env";
import { formatDuration } from "@/lib/messages/duration";
import { SUSPENSION_REASON_LENGTH } from "@/lib/schemas/suspension";
import { ActionDialog } from "./action-dialog";
import type { UserActionsProps } from "./user-actions";

const HOUR_SECONDS = 60 * 60;

/** The actions that take something away from a user. */
export function DangerousActions({ user, subject, may }: UserActionsProps) {
  const { username, email, suspendedAt, deleteAfter } = user;
  const { MFA_RESET_DELAY_HOURS } = env();
  const canSchedule = user.twoFactorSince && !user.resetDueAt && MFA_RESET_DELAY_HOURS > 0;
  const shared = { subject, className: "[&>summary]:w-full" };
  return (
    <div className="mt-4 space-y-2.5 border-t border-line pt-4 empty:hidden">
      {may("require_new_password") && !suspendedAt && (
        <ActionDialog
          {...shared}
          action="require_new_password"
          trigger="Require new password"
          triggerVariant="danger-outline"
          title={`Require a new password of ${username}?`}
          description={`The current password stops working and ${username} is logged out everywhere. A link to set a new one goes to ${email}.`}
          confirm="Require new password"
          pendingText="Saving…"
          isDangerous
        />
      )}
      {may("schedule_two_factor_reset") && canSchedule && (
        <ActionDialog
          {...shared}
          action="schedule_two_factor_reset"
          trigger="Schedule two-factor reset"
          triggerVariant="danger-outline"
          title={`Schedule a two-factor reset of ${username}?`}
          description={`All methods and recovery codes are removed in ${formatDuration(MFA_RESET_DELAY_HOURS * HOUR_SECONDS)}. The password alone logs in then. ${username} is told by email and can cancel the reset until then.`}
          confirm="Schedule reset"
          pendingText="Scheduling…"
          isDangerous
        />
      )}
      {may("reset_two_factor") && user.twoFactorSince && (
        <ActionDialog
          {...shared}
          action="reset_two_factor"
          trigger="Reset two-factor now"
          triggerVariant="danger-outline"
          title={`Reset two-factor authentication of ${username} now?`}
          description={`All methods and recovery codes are removed, and ${username} is logged out everywhere and told by email. The password alone logs in then: do this only if you know who asks.`}
          confirm="Reset two-factor now"
          pendingText="Resetting…"
          isDangerous
        />
      )}
      {may("suspend") && !suspendedAt && (
        <ActionDialog
          {...shared}
          action="suspend"
          trigger="Suspend user"
          triggerVariant="danger-outline"
          title={`Suspend ${username}?`}
          description={`${username} is logged out everywhere and can't log in until the suspension ends. They are told by email.`}
          confirm="Suspend user"
          pendingText="Suspending…"
          isDangerous
          reasonLength={SUSPENSION_REASON_LENGTH}
          hasDuration
        />
      )}
      {may("delete") && !deleteAfter && (
        <ActionDialog
          {...shared}
          action="delete"
          trigger="Schedule deletion"
          triggerVariant="danger-outline"
          title={`Schedule deletion of ${username}?`}
          description={`The account and all its data are deleted in 7 days. ${username} is logged out everywhere and told by email. Until then you can cancel the deletion, and so can they, unless the account is suspended.`}
          confirm="Schedule deletion"
          pendingText="Scheduling…"
          isDangerous
        />
      )}
      {may("delete_now") && (
        <ActionDialog
          {...shared}
          action="delete_now"
          trigger="Delete user now"
          triggerVariant="danger-outline"
          title={`Delete ${username} now?`}
          description="The account and all its data are deleted at once. This can't be undone. The user isn't told."
          confirm="Delete user now"
          pendingText="Deleting…"
          isDangerous
          typedName={username}
        />
      )}
    </div>
  );
}
