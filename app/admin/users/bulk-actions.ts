import type { BulkAction } from "@/lib/admin/bulk-jobs";

/** How the actions on many users are called, and what they do. */
export const BULK_ACTION_TEXTS: Record<
  BulkAction,
  { name: string; description: string; isDangerous?: true }
> = {
  suspend: {
    name: "Suspend users",
    description:
      "They are logged out everywhere and can't log in until the suspension ends. They are told by email.",
    isDangerous: true,
  },
  reactivate: {
    name: "Reactivate users",
    description: "They can log in again and are told by email. Sessions from before stay revoked.",
  },
  resend_verification: {
    name: "Resend verification emails",
    description:
      "Users who aren't verified get a new verification link or invitation. Older links stop working.",
  },
  revoke_all_sessions: {
    name: "Revoke all sessions",
    description: "They are logged out everywhere at once, and API tokens stop working.",
    isDangerous: true,
  },
  delete: {
    name: "Schedule deletion",
    description:
      "The accounts and all their data are deleted in 7 days. The users are logged out and told by email.",
    isDangerous: true,
  },
};
