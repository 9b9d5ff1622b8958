import * as z from "zod";
import { ROLES } from "@/lib/schemas/admin-user";

// The response bodies of the API: documented in the OpenAPI document, against which tests validate responses.

export const userResponse = z.strictObject({
  id: z.uuid().meta({ description: "ID of the user." }),
  username: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  email_verified: z.boolean(),
});

export const successResponse = z.strictObject({ status: z.literal("success"), message: z.string() });

/** The session's token. Where it is optional, it is there if the session got a new one: the old one no longer works. */
const sessionToken = {
  token: z.string().meta({ description: "Bearer token. Send it as `Authorization: Bearer <token>`." }),
  expires_at: z.iso.datetime(),
};
const renewedToken = {
  token: z.string().optional().meta({
    description:
      "New bearer token, if `password` was verified for this request. The old one no longer works.",
  }),
  expires_at: z.iso.datetime().optional(),
};

/** The response to an action that may have needed the password. */
export const reauthenticatedResponse = successResponse.safeExtend(renewedToken);

export const passwordChangedResponse = successResponse.safeExtend(sessionToken);

export const registeredResponse = z.strictObject({
  status: z.literal("success"),
  message: z.string(),
  user: userResponse,
});

export const usernameResponse = z.strictObject({
  is_available: z.boolean(),
  reason: z.enum(["taken", "reserved", "confusable"]).nullable().meta({
    description:
      "Why the username can't be registered; null if it can. A `confusable` one looks like another user's.",
  }),
  suggestions: z.array(z.string()).meta({ description: "Available usernames like the one asked for." }),
});

export const verificationStatusResponse = z.strictObject({
  email: z.string(),
  email_verified: z.boolean(),
  delivery: z
    .enum(["queued", "sending", "sent", "failed", "delivered", "bounced", "complained", "unknown"])
    .nullable()
    .meta({
      description:
        "State of the newest verification email; null if there is none. An `unknown` one may have arrived: the email provider didn't confirm it.",
    }),
  domain_problem: z.enum(["unreachable", "disposable"]).nullable().meta({
    description:
      "What is wrong with the domain of the address, if `EMAIL_DOMAIN_CHECK` is on: it receives no email, or is in the list of disposable domains.",
  }),
  suggested_email: z.string().nullable().meta({
    description: "The address that was probably meant, such as one at gmail.com for gmial.com.",
  }),
});

export const loggedInResponse = z.strictObject({
  status: z.literal("success"),
  message: z.string(),
  ...sessionToken,
});

/** The answer to a login to an account whose password has been guessed at too often, whether or not it is correct. */
export const confirmationRequiredResponse = z.strictObject({
  status: z.literal("confirmation_required"),
  message: z.string(),
});

export const errorResponse = z.strictObject({ status: z.literal("error"), message: z.string() });

export const validationResponse = z.strictObject({
  status: z.literal("error"),
  message: z.literal("Validation failed"),
  errors: z
    .record(z.string(), z.union([z.array(z.string()), z.record(z.string(), z.array(z.string()))]))
    .meta({
      description:
        "Messages by field, nested for `device`. `non_field_errors` holds those about the body as a whole.",
    }),
});

export const detailResponse = z.strictObject({ detail: z.string(), request_id: z.string().optional() });

const lastEmail = z.strictObject({
  state: z
    .enum(["queued", "sending", "sent", "failed", "delivered", "bounced", "complained"])
    .meta({ description: "State of the delivery." }),
  at: z.iso
    .datetime()
    .meta({ description: "Time at which the email was sent, or queued if it is not sent yet." }),
  error: z.string().nullable(),
});

export const userListResponse = z.strictObject({
  count: z.int().min(0).meta({ description: "Number of matching users on all pages." }),
  is_count_exact: z.boolean().meta({
    description: "Whether `count` is exact. Beyond 10,000 it is an estimate.",
  }),
  next: z.string().nullable().meta({ description: "Cursor of the next page. Pass it as `after`." }),
  previous: z.string().nullable().meta({ description: "Cursor of the previous page. Pass it as `before`." }),
  results: z
    .array(
      userResponse.safeExtend({
        two_factor: z.boolean().meta({ description: "Whether the user has a second factor." }),
        created_at: z.iso.datetime(),
        last_login_at: z.iso.datetime().nullable().meta({
          description: "Time of the last login; null if there was none.",
        }),
        suspended_at: z.iso.datetime().nullable().meta({
          description: "Time of suspension; null if the account is active.",
        }),
        delete_after: z.iso.datetime().nullable().meta({
          description: "When the account is deleted; null unless a deletion is scheduled.",
        }),
        last_email: lastEmail.nullable(),
      }),
    )
    .meta({ description: "The users on this page." }),
});

export const profileResponse = z.strictObject({
  username: z.string(),
  email: z.string(),
  bio: z.string(),
  address: z.string(),
  phone_number: z.string(),
  has_picture: z.boolean(),
  delete_after: z.iso.datetime().nullable().meta({
    description: "When the account and its data are deleted; null unless a deletion is scheduled.",
  }),
});

export const updatedProfileResponse = profileResponse.safeExtend(renewedToken);

export const deletionResponse = z.strictObject({
  status: z.literal("success"),
  message: z.string(),
  delete_after: z.iso.datetime(),
});

export const revokedResponse = z.strictObject({
  status: z.literal("success"),
  message: z.string(),
  revoked: z.int().min(0).meta({ description: "Number of sessions revoked." }),
});

const sessionResponse = z.strictObject({
  id: z.uuid().meta({ description: "ID of the session." }),
  kind: z.enum(["cookie", "bearer"]).meta({
    description: "`cookie` for a browser session, `bearer` for an API token.",
  }),
  is_current: z.boolean(),
  ip_address: z.string().meta({ description: "IP address the session was last used from." }),
  amr: z.array(z.string()).meta({
    description:
      "How the user has authenticated in the session, as in RFC 8176: `pwd`, `otp`, `hwk` or `swk` (a passkey), and `recovery` (a recovery code). `mfa` stands for more than one factor.",
  }),
  device: z
    .strictObject({ name: z.string(), browser: z.string(), os: z.string() })
    .nullable()
    .meta({ description: "The device of the session, if it is known." }),
  created_at: z.iso.datetime(),
  last_seen_at: z.iso.datetime(),
});

export const sessionListResponse = z.strictObject({
  results: z.array(sessionResponse).meta({ description: "The active sessions." }),
});

export const deviceResponse = z.strictObject({
  id: z.uuid().meta({ description: "ID of the device." }),
  device_name: z.string(),
  device_type: z.enum(["mobile", "desktop", "tablet"]),
  browser: z.string(),
  os: z.string(),
  is_trusted: z.boolean(),
  first_seen_at: z.iso.datetime(),
  last_seen_at: z.iso.datetime(),
});

export const changedDeviceResponse = deviceResponse.safeExtend(renewedToken);

export const deviceListResponse = z.strictObject({
  next: z.uuid().nullable().meta({ description: "Cursor of the next page. Pass it as `after`." }),
  results: z
    .array(deviceResponse)
    .meta({ description: "The devices on this page, the most recently used first." }),
});

const activityEvent = z.strictObject({
  id: z.uuid().meta({ description: "ID of the event." }),
  event: z.string(),
  message: z.string(),
  ip_address: z.string(),
  by_administrator: z.boolean(),
  at: z.iso.datetime().meta({ description: "Time of the event." }),
});

export const activityResponse = z.strictObject({
  next: z.uuid().nullable().meta({ description: "Cursor of the next page. Pass it as `before`." }),
  results: z.array(activityEvent).meta({ description: "The events on this page, newest first." }),
});

const time = z.iso.datetime();

/** Everything stored about a user. Loose, because new fields are added with every feature. */
export const dataResponse = z.looseObject({
  id: z.uuid().meta({ description: "ID of the user." }),
  username: z.string(),
  email: z.string(),
  emailVerified: z.boolean(),
  role: z.enum(ROLES),
  phoneNumber: z.string(),
  suspendedAt: time.nullable(),
  deleteAfter: time.nullable(),
  createdAt: time,
  updatedAt: time,
  profile: z.looseObject({
    bio: z.string(),
    address: z.string(),
    picture: z.string().nullable().meta({ description: "Profile picture as a `data:` URL." }),
  }),
  devices: z.array(z.looseObject({ name: z.string(), isTrusted: z.boolean(), lastSeenAt: time })),
  sessions: z.array(
    z.looseObject({ kind: sessionResponse.shape.kind, ipAddress: z.string(), expiresAt: time }),
  ),
  outboxEmails: z.array(
    z.looseObject({
      kind: z.string().meta({ description: "What the email is about." }),
      recipient: z.string(),
      createdAt: time,
    }),
  ),
  emailChanges: z.array(z.looseObject({ oldEmail: z.string(), newEmail: z.string(), createdAt: time })),
  auditEvents: z.array(z.looseObject({ event: z.string(), ipAddress: z.string(), createdAt: time })),
});
