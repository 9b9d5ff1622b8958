import type { EmailKind, Prisma } from "@/lib/generated/prisma/client";
import { placeOf } from "@/lib/geo/place-of";
import { formatDateTime } from "@/lib/time/format-date";

/** The values that the email templates show. They are stored with the email: never a token or other secret. */
export type ShownDetails = Record<
  | "username"
  | "device"
  | "isTrusted"
  | "at"
  | "place"
  | "ipAddress"
  | "until"
  | "newEmail"
  | "oldUsername"
  | "newUsername"
  | "role"
  | "previousRole"
  | "requestedBy"
  | "isRequired"
  | "isEnded"
  | "failures"
  | "confirmations"
  | "method"
  | "methodName"
  | "remaining",
  string
>;

type Shown<Key extends keyof ShownDetails> = Pick<ShownDetails, Key>;
type None = Record<string, never>;

/** The details of each kind of email. Each also shows the username and, as `at`, when it was queued. */
export type EmailDetailsByKind = {
  verify_email: None;
  verification_reminder: None;
  /** `isRequired`: set if the old password no longer works. */
  reset_password: Partial<Shown<"requestedBy" | "isRequired">>;
  password_changed: None;
  /** `isTrusted`: whether the person chose to trust the device as they logged in. */
  new_login: Shown<"device"> & { isTrusted: YesNo };
  /** `boundTo`: the canonical address that the account must still have when the link is used. */
  confirm_email_change: Shown<"newEmail"> &
    Partial<Shown<"requestedBy">> & { changeId: string; boundTo: string };
  email_changed: Shown<"newEmail"> & { changeId: string };
  email_change_reverted: Shown<"newEmail">;
  /** `requestedBy`: set if it wasn't the owner. */
  deletion_scheduled: Shown<"until"> & Partial<Shown<"requestedBy">>;
  username_changed: Shown<"oldUsername" | "newUsername"> & Partial<Shown<"requestedBy">>;
  data_exported: None;
  device_trusted: Shown<"device">;
  email_change_requested: Shown<"newEmail"> & Partial<Shown<"requestedBy">>;
  role_changed: Shown<"role" | "previousRole">;
  /** `until`: when the suspension ends by itself. */
  account_suspended: Partial<Shown<"until">>;
  /** `until`: when the impersonation ends by itself. */
  impersonation_started: Shown<"until">;
  /** `isEnded`: set if the suspension ended by itself. */
  account_reactivated: Partial<Shown<"isEnded">>;
  /** `confirmations`: how many of the failures were in a session; set if there were any. */
  login_attempts: Shown<"failures"> & Partial<Shown<"confirmations">>;
  /** `methodId`: what reporting the email removes. */
  two_factor_added: Shown<"method" | "methodName"> & { methodId: string };
  two_factor_removed: Shown<"method" | "methodName">;
  recovery_code_used: Shown<"remaining">;
  recovery_codes_regenerated: None;
  two_factor_reset_done: Partial<Shown<"requestedBy">>;
  two_factor_reset_link: None;
  two_factor_reset_requested: Shown<"until"> & Partial<Shown<"requestedBy">>;
  two_factor_reset_reminder: Shown<"until"> & Partial<Shown<"requestedBy">>;
  two_factor_reset_canceled: Partial<Shown<"requestedBy">>;
  confirm_login: Shown<"device">;
  invitation: None;
  deletion_canceled: Partial<Shown<"requestedBy">>;
  account_exists: None;
  no_account: None;
};

type YesNo = "Yes" | "No";

/**
 * The kinds of email that don't say where the event came from. Some go to an address that may be a stranger's, who must
 * not learn where the owner is; the others are about what an administrator or the app did.
 */
type KindWithoutOrigin =
  | "verify_email"
  | "verification_reminder"
  | "account_exists"
  | "no_account"
  | "invitation"
  | "confirm_email_change"
  | "email_change_reverted"
  | "role_changed"
  | "account_suspended"
  | "impersonation_started"
  | "account_reactivated"
  | "two_factor_reset_done"
  | "two_factor_reset_reminder";

/** Where an event came from: the IP address, the device if the request had a session, and the time zone if it is known. */
export type EmailOrigin = { ipAddress: string; deviceId?: string | null; timeZone?: string | undefined };

/** The origin of what an administrator did. The email doesn't say where administrators are. */
export const ADMINISTRATOR: EmailOrigin = { ipAddress: "unknown" };

/** Who did it, in an email about what an administrator did. */
export const BY_ADMINISTRATOR = { requestedBy: "An administrator" };

/** An email to be queued. */
export type NewEmail = {
  [Kind in EmailKind]: {
    kind: Kind;
    userId: string;
    /** Defaults to the user's current address. */
    recipient?: string;
    details: EmailDetailsByKind[Kind];
  } & (Kind extends KindWithoutOrigin ? { origin?: undefined } : { origin: EmailOrigin });
}[EmailKind];

/**
 * Queues an email in the transaction of the change that it is about. After the transaction, `triggerMailDelivery` sends
 * it right away; without that, it is sent within a minute. Everything that the email says about the event is stored with
 * it: a retry must be the same email, whatever has changed since.
 */
export async function queueEmail(
  transaction: Prisma.TransactionClient,
  { kind, userId, recipient, details, origin }: NewEmail,
): Promise<void> {
  const { email, username } = await transaction.user.findUniqueOrThrow({
    where: { id: userId },
    select: { email: true, username: true },
  });
  const device = origin?.deviceId
    ? await transaction.device.findFirst({ where: { id: origin.deviceId, userId }, select: { name: true } })
    : null;
  const shown = { ...(device && { device: device.name }), ...(origin && originDetails(origin)), ...details };
  await transaction.outboxEmail.create({
    data: { kind, userId, recipient: recipient ?? email, details: { username, ...withSafeDevice(shown) } },
    select: { id: true },
  });
}

/** Returns what an email says about where an event came from, without the device. */
export function originDetails({
  ipAddress,
  timeZone,
}: EmailOrigin): Partial<Shown<"at" | "ipAddress" | "place">> {
  const place = placeOf(ipAddress);
  return {
    ...(timeZone && { at: formatDateTime(new Date(), timeZone) }),
    ...(ipAddress !== "unknown" && { ipAddress }),
    ...(place && { place }),
  };
}

/** Makes the name of a device safe for an email. */
function withSafeDevice<Details extends object>(details: Details): Details {
  const names = Object.entries(details).filter(([key]) => key === "device" || key === "methodName");
  const safe = names.map(([key, name]) => [key, singleLine(String(name))]);
  return { ...details, ...Object.fromEntries(safe) };
}

/** The client chooses the name of a device or a second factor: it must not add paragraphs or formatting, or reorder the text. */
function singleLine(name: string): string {
  return name.replace(/[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\s*]+/gu, " ").trim() || "Unknown device";
}
