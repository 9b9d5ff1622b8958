import { Menu, MenuLink, MenuSeparator } from "@/components/ui/menu";
import type { ListedUser } from "@/lib/admin/list-users";
import { mayChange, type Person, type UserAction } from "@/lib/admin/permissions";
import { env } from "@/lib/config/env";

type Item = { action: UserAction; label: string; isShown: boolean; isDangerous?: boolean };

/** The actions on a user that the list knows enough for. Each link opens the dialog of the action on the user's page. */
export function RowMenu({ user, actor }: { user: ListedUser; actor: Person }) {
  const { id, username, emailVerified, suspendedAt, deleteAfter, hasTwoFactor, isResetScheduled } = user;
  const items: Item[] = [
    { action: "edit", label: "Edit user", isShown: true },
    { action: "resend_verification", label: "Resend verification email", isShown: !emailVerified },
    { action: "verify_email", label: "Mark email as verified", isShown: !emailVerified },
    { action: "send_password_reset", label: "Send reset link", isShown: !suspendedAt },
    {
      action: "impersonate",
      label: "Impersonate user",
      isShown: emailVerified && !suspendedAt && !deleteAfter,
    },
    { action: "revoke_all_sessions", label: "Revoke all sessions", isShown: !suspendedAt },
    { action: "lift_rate_limits", label: "Lift rate limits", isShown: true },
    { action: "change_role", label: "Change role", isShown: true },
    { action: "reactivate", label: "Reactivate user", isShown: suspendedAt !== null },
    { action: "cancel_two_factor_reset", label: "Cancel two-factor reset", isShown: isResetScheduled },
    { action: "restore", label: "Cancel deletion", isShown: deleteAfter !== null },
    {
      action: "require_new_password",
      label: "Require new password",
      isShown: !suspendedAt,
      isDangerous: true,
    },
    {
      action: "schedule_two_factor_reset",
      label: "Schedule two-factor reset",
      isShown: hasTwoFactor && !isResetScheduled && env().MFA_RESET_DELAY_HOURS > 0,
      isDangerous: true,
    },
    { action: "reset_two_factor", label: "Reset two-factor now", isShown: hasTwoFactor, isDangerous: true },
    { action: "suspend", label: "Suspend user", isShown: !suspendedAt, isDangerous: true },
    { action: "delete", label: "Schedule deletion", isShown: !deleteAfter, isDangerous: true },
    { action: "delete_now", label: "Delete user now", isShown: true, isDangerous: true },
  ];
  const shown = items.filter(({ action, isShown }) => isShown && mayChange(actor, action, user));
  const [safe, dangerous] = [
    shown.filter(({ isDangerous }) => !isDangerous),
    shown.filter(({ isDangerous }) => isDangerous),
  ];
  return (
    <Menu id={`actions-${id}`} label={`Actions for ${username}`}>
      <MenuLink href={`/admin/users/${id}`}>Open user</MenuLink>
      {safe.map(({ action, label }) => (
        <MenuLink key={action} href={hrefOf(id, action)}>
          {label}
        </MenuLink>
      ))}
      {dangerous.length > 0 && <MenuSeparator />}
      {dangerous.map(({ action, label }) => (
        <MenuLink key={action} href={hrefOf(id, action)} tone="danger">
          {label}
        </MenuLink>
      ))}
    </Menu>
  );
}

// Without JavaScript the dialog is part of the page, and the fragment scrolls to it.
const hrefOf = (id: string, action: UserAction) => `/admin/users/${id}?action=${action}#actions`;
