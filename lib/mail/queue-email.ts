import type { EmailKind, Prisma } from "@/lib/generated/prisma/client";

/** The values that the email templates show. They are stored with the email: never a token or other secret. */
export type ShownDetails = Record<
  | "username"
  | "device"
  | "isTrusted"
  | "at"
  | "until"
  | "newEmail"
  | "oldUsername"
  | "newUsername"
  | "role"
  | "previousRole"
  | "failures",
  string
>;

type Shown<Key extends keyof ShownDetails> = Pick<ShownDetails, Key>;
type None = Record<string, never>;

/** The details of each kind of email. Each also shows the username and, as `at`, when it was queued. */
export type EmailDetailsByKind = {
  verify_email: None;
  verification_reminder: None;
  reset_password: None;
  password_changed: None;
  /** `isTrusted`: whether the person chose to trust the device as they logged in. */
  new_login: Shown<"device"> & { isTrusted: YesNo };
  /** `boundTo`: the canonical address that the account must still have when the link is used. */
  confirm_email_change: Shown<"newEmail"> & { changeId: string; boundTo: string };
  email_changed: Shown<"newEmail"> & { changeId: string };
  email_change_reverted: Shown<"newEmail">;
  deletion_scheduled: Shown<"until">;
  username_changed: Shown<"oldUsername" | "newUsername">;
  data_exported: None;
  device_trusted: Shown<"device">;
  email_change_requested: Shown<"newEmail">;
  role_changed: Shown<"role" | "previousRole">;
  account_suspended: None;
  account_reactivated: None;
  login_attempts: Shown<"failures">;
  deletion_canceled: None;
};

type YesNo = "Yes" | "No";

/** An email to be queued. */
export type NewEmail = {
  [Kind in EmailKind]: {
    kind: Kind;
    userId: string;
    /** Defaults to the user's current address. */
    recipient?: string;
    details: EmailDetailsByKind[Kind];
  };
}[EmailKind];

/**
 * Queues an email in the transaction of the change that it is about. After the transaction, `triggerMailDelivery` sends
 * it right away; without that, it is sent within a minute.
 */
export async function queueEmail(
  transaction: Prisma.TransactionClient,
  { kind, userId, recipient, details }: NewEmail,
): Promise<void> {
  // The greeting is stored too: a retry after another change of the username must be the same email.
  const { email, username } = await transaction.user.findUniqueOrThrow({
    where: { id: userId },
    select: { email: true, username: true },
  });
  await transaction.outboxEmail.create({
    data: { kind, userId, recipient: recipient ?? email, details: { username, ...withSafeDevice(details) } },
    select: { id: true },
  });
}

/** Makes the name of a device safe for an email. */
function withSafeDevice<Details extends object>(details: Details): Details {
  if (!("device" in details && typeof details.device === "string")) return details;
  return { ...details, device: singleLine(details.device) };
}

/** The client chooses the name of a device: it must not add paragraphs or formatting, or reorder the text. */
function singleLine(name: string): string {
  return name.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\s*]+/gu, " ").trim() || "Unknown device";
}
