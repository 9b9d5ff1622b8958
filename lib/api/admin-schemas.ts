import * as z from "zod";
import { deviceResponse, reauthenticatedResponse, userResponse } from "./response-schemas";

// The response bodies of the admin operations.

const time = z.iso.datetime();

const userSession = z.strictObject({
  id: z.uuid().meta({ description: "ID of the session." }),
  kind: z.enum(["cookie", "bearer"]).meta({
    description: "`cookie` for a browser session, `bearer` for an API token.",
  }),
  ip_address: z.string(),
  device: z
    .strictObject({ name: z.string(), browser: z.string(), os: z.string() })
    .nullable()
    .meta({ description: "The device of the session, if it is known." }),
  created_at: time,
  last_seen_at: time,
});

const userEmail = z.strictObject({
  id: z.uuid().meta({ description: "ID of the email." }),
  kind: z.string().meta({ description: "What the email is about." }),
  recipient: z.string(),
  state: z
    .enum(["queued", "sending", "sent", "failed", "delivered", "bounced", "complained"])
    .meta({ description: "State of the delivery." }),
  error: z.string().nullable(),
  created_at: time,
  sent_at: time.nullable().meta({ description: "Time at which the provider accepted the email." }),
});

export const shownUserResponse = userResponse.safeExtend({
  phone_number: z.string(),
  bio: z.string(),
  address: z.string(),
  has_picture: z.boolean(),
  suspended_at: time.nullable().meta({ description: "Time of suspension; null if the account is active." }),
  two_factor: z
    .strictObject({
      is_on: z.boolean().meta({ description: "Whether the user has a second factor." }),
      authenticators: z.int().meta({ description: "Number of authenticator apps." }),
      passkeys: z.int().meta({ description: "Number of passkeys." }),
      recovery_codes: z.int().meta({ description: "Number of unused recovery codes." }),
      reset_due_at: time.nullable().meta({
        description: "When two-factor authentication will be turned off; null if no reset is scheduled.",
      }),
    })
    .meta({ description: "The second factors of the user." }),
  suspension_reason: z.string().nullable().meta({ description: "Why an admin suspended the account." }),
  suspended_until: time.nullable().meta({
    description: "When the suspension ends by itself; null if an admin has to end it.",
  }),
  delete_after: time.nullable().meta({
    description: "When the account is deleted; null unless a deletion is scheduled.",
  }),
  created_at: time,
  last_login_at: time.nullable().meta({ description: "Time of the last login, if there was one." }),
  suppressed: z
    .strictObject({
      reason: z.string().meta({ description: "Why the address is on the suppression list." }),
      at: time.meta({ description: "Time since when it is." }),
    })
    .nullable()
    .meta({ description: "Set if no email goes to the address." }),
  devices: z.array(deviceResponse).meta({ description: "The devices, the most recently used first." }),
  sessions: z.array(userSession).meta({ description: "The active sessions." }),
  emails: z.array(userEmail).meta({ description: "The newest 20 emails to the user." }),
});

const userEvent = z.strictObject({
  id: z.uuid().meta({ description: "ID of the event." }),
  event: z.string(),
  message: z.string(),
  note: z
    .string()
    .nullable()
    .meta({ description: "What an admin noted, such as the reason of a suspension." }),
  actor: z
    .strictObject({
      id: z.uuid().meta({ description: "ID of the admin." }),
      username: z.string().nullable().meta({
        description: "Username of the admin; null if the account was deleted.",
      }),
    })
    .nullable()
    .meta({ description: "The admin who caused the event; null if the user did." }),
  ip_address: z.string(),
  at: time.meta({ description: "Time of the event." }),
});

export const createdUserResponse = reauthenticatedResponse.safeExtend({ user: userResponse });

export const userEventsResponse = z.strictObject({
  next: z.uuid().nullable().meta({ description: "Cursor of the next page. Pass it as `before`." }),
  results: z.array(userEvent).meta({ description: "The events on this page, newest first." }),
});
