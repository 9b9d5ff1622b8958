import { Card } from "@/components/ui/card";
import type { ShownUser } from "@/lib/admin/get-user";
import type { UserAction } from "@/lib/admin/permissions";
import { env } from "@/lib/config/env";
import { ROLES } from "@/lib/schemas/admin-user";
import { SUSPENSION_REASON_LENGTH } from "@/lib/schemas/suspension";
import { ROLE_NAMES } from "../role-names";
import { ActionDialog, type DialogSubject } from "./action-dialog";
import { DangerousActions } from "./dangerous-actions";

/** Whose account it is, and what the actor may do to it. */
export type UserActionsProps = {
  user: ShownUser;
  subject: DialogSubject;
  /** Whether the actor may do something to this account. */
  may: (action: UserAction) => boolean;
};

/** The actions on an account that its state and the actor's role allow. */
export function UserActions({ user, subject, may }: UserActionsProps) {
  const {
    username,
    email,
    emailVerified,
    suspendedAt,
    deleteAfter,
    resetDueAt,
    role,
    phoneNumber,
    suppression,
  } = user;
  const impersonationNotice = env().IMPERSONATION_EMAIL ? ` ${username} is told by email.` : "";
  const shared = { subject, className: "[&>summary]:w-full" };
  return (
    <Card padding="compact" aria-labelledby="actions">
      <h2 id="actions" className="mb-4 text-lg font-semibold">
        Actions
      </h2>
      <div className="space-y-2.5">
        {may("edit") && (
          <ActionDialog
            {...shared}
            action="edit"
            trigger="Edit user"
            title={`Edit ${username}`}
            description={
              emailVerified
                ? "A new email address takes effect once it is confirmed by the link that we send to it. The old address is told."
                : "A new email address takes effect at once. We send it a new verification email or invitation."
            }
            confirm="Save changes"
            pendingText="Saving…"
            identity={{ username, email, phone_number: phoneNumber }}
          />
        )}
        {may("resend_verification") && !emailVerified && (
          <ActionDialog
            {...shared}
            action="resend_verification"
            trigger="Resend verification email"
            title="Resend verification email?"
            description={`A new verification link goes to ${email}. Older links stop working.`}
            confirm="Resend verification email"
            pendingText="Sending…"
          />
        )}
        {may("verify_email") && !emailVerified && (
          <ActionDialog
            {...shared}
            action="verify_email"
            trigger="Mark email as verified"
            title="Mark email as verified?"
            description={`Do this only if you know that ${email} belongs to this person. The password that was chosen stops working, and a link to set a new one goes to the address.`}
            confirm="Mark email as verified"
            pendingText="Saving…"
          />
        )}
        {may("send_password_reset") && !suspendedAt && (
          <ActionDialog
            {...shared}
            action="send_password_reset"
            trigger="Send reset link"
            title="Send a reset link?"
            description={`The link goes to ${email} and works for 1 hour. The password stays the same until it is used.`}
            confirm="Send reset link"
            pendingText="Sending…"
          />
        )}
        {may("impersonate") && emailVerified && !suspendedAt && !deleteAfter && (
          <ActionDialog
            {...shared}
            action="impersonate"
            trigger="Impersonate user"
            title={`Impersonate ${username}?`}
            description={`You see the account as ${username} sees it, for 30 minutes, and can't change anything. It is recorded in the audit log.${impersonationNotice}`}
            confirm="Impersonate user"
            pendingText="Opening…"
            reasonLength={SUSPENSION_REASON_LENGTH}
          />
        )}
        {may("revoke_all_sessions") && !suspendedAt && (
          <ActionDialog
            {...shared}
            action="revoke_all_sessions"
            trigger="Revoke all sessions"
            title="Revoke all sessions?"
            description={`${username} is logged out everywhere at once, and API tokens stop working.`}
            confirm="Revoke all sessions"
            pendingText="Revoking…"
            isDangerous
          />
        )}
        {may("lift_rate_limits") && (
          <ActionDialog
            {...shared}
            action="lift_rate_limits"
            trigger="Lift rate limits"
            title="Lift rate limits?"
            description={`${username} can log in and request emails again at once, however many attempts there were. Limits of whole IP addresses stay.`}
            confirm="Lift rate limits"
            pendingText="Lifting…"
          />
        )}
        {may("clear_suppression") && suppression && (
          <ActionDialog
            {...shared}
            action="clear_suppression"
            trigger="Take address off the suppression list"
            title="Take address off the suppression list?"
            description={`Emails go to ${email} again. If it bounces again, it comes back on the list. Too many bounces harm the delivery to everyone.`}
            confirm="Take address off the suppression list"
            pendingText="Saving…"
          />
        )}
        {may("change_role") && (
          <ActionDialog
            {...shared}
            action="change_role"
            trigger="Change role"
            title={`Change the role of ${username}`}
            description={`The role is ${ROLE_NAMES[role]} now. ${username} is logged out everywhere and told by email.`}
            confirm="Change role"
            pendingText="Changing…"
            roles={ROLES.filter((value) => value !== role).map((value) => ({
              value,
              name: ROLE_NAMES[value],
            }))}
          />
        )}
        {may("reactivate") && suspendedAt && (
          <ActionDialog
            {...shared}
            action="reactivate"
            trigger="Reactivate user"
            title={`Reactivate ${username}?`}
            description={`${username} can log in again and is told by email. Sessions from before stay revoked.`}
            confirm="Reactivate user"
            pendingText="Reactivating…"
          />
        )}
        {may("cancel_two_factor_reset") && resetDueAt && (
          <ActionDialog
            {...shared}
            action="cancel_two_factor_reset"
            trigger="Cancel two-factor reset"
            title={`Cancel the two-factor reset of ${username}?`}
            description={`${username} keeps all methods and is told by email.`}
            confirm="Cancel two-factor reset"
            pendingText="Canceling…"
          />
        )}
        {may("restore") && deleteAfter && (
          <ActionDialog
            {...shared}
            action="restore"
            trigger="Cancel deletion"
            title={`Keep the account of ${username}?`}
            description="The account and its data won't be deleted. The user is told by email."
            confirm="Cancel deletion"
            pendingText="Canceling…"
          />
        )}
        <DangerousActions user={user} subject={subject} may={may} />
      </div>
    </Card>
  );
}
