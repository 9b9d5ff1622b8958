import { cva } from "class-variance-authority";
import type { ComponentType, ReactNode } from "react";
import { FieldChanges } from "@/components/layout/field-changes";
import { Badge } from "@/components/ui/badge";
import {
  ActivityIcon,
  CameraIcon,
  ClockIcon,
  DesktopIcon,
  DownloadIcon,
  EyeIcon,
  KeyIcon,
  LockIcon,
  LogInIcon,
  LogOutIcon,
  MailIcon,
  PencilIcon,
  ShieldIcon,
  TrashIcon,
  UserIcon,
  UsersIcon,
} from "@/components/ui/icons";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Activity } from "@/lib/account/list-activity";
import type { AuditEventName } from "@/lib/audit/record-event";
import { IpAddress } from "./ip-address";

const ICONS: Record<AuditEventName, ComponentType<{ className?: string }>> = {
  authn_login_success: LogInIcon,
  authn_login_fail: LogInIcon,
  authn_login_lock: LockIcon,
  authn_password_change: KeyIcon,
  authn_password_change_fail: KeyIcon,
  authn_token_created: MailIcon,
  authn_token_revoked: MailIcon,
  session_expired: LogOutIcon,
  privilege_permissions_changed: ShieldIcon,
  authz_fail: LockIcon,
  authz_change: DesktopIcon,
  impersonation_started: EyeIcon,
  impersonation_stopped: EyeIcon,
  user_created: UserIcon,
  user_updated: PencilIcon,
  upload_stored: CameraIcon,
  upload_delete: CameraIcon,
  sensitive_read: DownloadIcon,
  bulk_job_created: UsersIcon,
  bulk_job_canceled: UsersIcon,
  sensitive_delete: DesktopIcon,
  user_archived: TrashIcon,
  user_deleted: TrashIcon,
  user_restored: ClockIcon,
  registration_removed: TrashIcon,
  mfa_method_added: ShieldIcon,
  mfa_method_updated: PencilIcon,
  mfa_method_removed: ShieldIcon,
  mfa_recovery_code_used: KeyIcon,
  mfa_recovery_codes_created: KeyIcon,
  mfa_reset_requested: ClockIcon,
  mfa_reset_canceled: ClockIcon,
  mfa_reset: ShieldIcon,
  mfa_confirmed: LockIcon,
  mfa_confirmation_fail: LockIcon,
  mfa_passkey_copied: ShieldIcon,
};

const iconStyle = cva("inline-flex size-9 shrink-0 items-center justify-center rounded-full", {
  variants: {
    outcome: {
      success: "bg-sunken text-muted",
      failed: "bg-warn-tint text-warn",
      blocked: "bg-danger-tint text-danger",
    },
  },
});

type ActivityItemProps = {
  activity: Pick<Activity, "event" | "message" | "outcome" | "changes" | "at" | "ipAddress">;
  /** Who caused it, if it wasn't the owner of the account. */
  by?: ReactNode;
  /** What was noted with it. */
  note?: string | undefined;
};

/** An audit event in a list: what happened, how it ended, when and from where. */
export function ActivityItem({ activity, by, note }: ActivityItemProps) {
  const { event, message, outcome, changes, at, ipAddress } = activity;
  const Icon = ICONS[event as AuditEventName] ?? ActivityIcon;
  return (
    <div className="flex gap-3.5 py-3">
      <span className={iconStyle({ outcome })}>
        <Icon className="size-4.5" />
      </span>
      <div className="min-w-0 flex-1">
        <p className="leading-6 font-medium wrap-anywhere">
          {message} {outcome === "failed" && <Badge tone="warning">Failed</Badge>}
          {outcome === "blocked" && <Badge tone="danger">Blocked</Badge>}
        </p>
        <FieldChanges changes={changes} className="mt-0.5 text-sm leading-6" />
        {note && <p className="mt-0.5 text-sm leading-6 wrap-anywhere">{note}</p>}
        <p className="mt-0.5 text-sm leading-6 text-muted wrap-anywhere">
          <RelativeTime dateTime={at.toISOString()} className="inline-block first-letter:uppercase" />
          {by && <> · By {by}</>}
          {ipAddress && (
            <>
              {" · "}
              <IpAddress ipAddress={ipAddress} />
            </>
          )}
        </p>
      </div>
    </div>
  );
}
