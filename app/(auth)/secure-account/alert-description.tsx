import type { ReactNode } from "react";
import type { SecurityAlert } from "@/lib/account/report-unrecognized-login";

/** Says, in one sentence, what the security alert is about. */
export function AlertDescription({ kind, at, ...shown }: SecurityAlert) {
  const name = <Name>{shown.username}</Name>;
  const sentences: Record<SecurityAlert["kind"], ReactNode> = {
    new_login: (
      <>
        We noticed a login to {name} from <Name>{shown.device}</Name> on {at}.
      </>
    ),
    password_changed: (
      <>
        The password for {name} was changed on {at}.
      </>
    ),
    username_changed: (
      <>
        The username <Name>{shown.oldUsername}</Name> was changed to <Name>{shown.newUsername}</Name> on {at}.
      </>
    ),
    data_exported: (
      <>
        All data of {name} was downloaded on {at}.
      </>
    ),
    device_trusted: (
      <>
        <Name>{shown.device}</Name> became a trusted device of {name} on {at}.
      </>
    ),
    email_change_requested: (
      <>
        A change of the email address of {name} to <Name>{shown.newEmail}</Name> was requested on {at}.
      </>
    ),
    deletion_canceled: (
      <>
        The scheduled deletion of {name} was canceled on {at}.
      </>
    ),
    two_factor_added: (
      <>
        A two-factor method was added to {name} on {at}.
      </>
    ),
    two_factor_removed: (
      <>
        A two-factor method was removed from {name} on {at}.
      </>
    ),
    recovery_code_used: (
      <>
        A recovery code of {name} was used on {at}.
      </>
    ),
    recovery_codes_regenerated: (
      <>
        The recovery codes of {name} were replaced on {at}.
      </>
    ),
    two_factor_reset_canceled: (
      <>
        The reset of two-factor authentication for {name} was canceled on {at}.
      </>
    ),
    two_factor_reset_done: (
      <>
        Two-factor authentication of {name} was reset on {at}.
      </>
    ),
  };
  return sentences[kind];
}

function Name({ children }: { children: string | undefined }) {
  return <strong className="font-semibold wrap-anywhere text-ink">{children}</strong>;
}
