import { choiceField } from "./choice-fields";
import { e164PhoneNumberField } from "./e164-phone-number";
import { emailField } from "./email";
import { charField, maxLength, optional, serializer, storableText } from "./fields";
import { textListField, textMapField } from "./list-fields";
import { SUSPENSION_REASON_LENGTH } from "./suspension";
import { timeField } from "./time-field";
import { usernameField } from "./username";

export const ROLES = ["admin", "manager", "user"] as const;

const password = optional(
  charField([], {
    trim: false,
    allowBlank: true,
    description: "Your own password, if you entered it more than 10 minutes ago.",
  }),
);

/** A change of somebody's account that needs no more than the admin's own password. */
export const adminActionSchema = serializer({ password });

/** A suspension. */
export const suspendUserSchema = serializer({
  reason: charField([maxLength(SUSPENSION_REASON_LENGTH), storableText], {
    description: "Why the account is suspended. It is kept in the audit log; the user is not told.",
  }),
  until: optional(
    timeField({ description: "When the suspension ends by itself. Without it, an admin has to end it." }),
  ),
  password,
});

/** An impersonation. */
export const impersonateUserSchema = serializer({
  reason: charField([maxLength(SUSPENSION_REASON_LENGTH), storableText], {
    description: "Why you need to see what the user sees. It is kept in the audit log; the user is not told.",
  }),
  password,
});

/** A deletion that can't be undone. */
export const deleteNowSchema = serializer({
  confirmation: charField([], { description: "The username of the account, to confirm." }),
  password,
});

/** The actions that can be done to many users at once. */
export const BULK_ACTIONS = [
  "suspend",
  "reactivate",
  "resend_verification",
  "revoke_all_sessions",
  "delete",
] as const;

const MAX_BULK_USERS = 1_000;

/** An action on many users. Which fields it needs beside the users depends on the action. */
export const bulkJobSchema = serializer({
  action: choiceField(BULK_ACTIONS),
  user_ids: optional(textListField(MAX_BULK_USERS, "IDs of the users. Either these or `filters`.")),
  filters: optional(
    textMapField("Filters of the user list, for all users that match. An empty object means all users."),
  ),
  reason: optional(charField([], { allowBlank: true, description: "Why the users are suspended." })),
  until: optional(charField([], { description: "When the suspension ends by itself." })),
  password,
});

/** A new account, whose owner is invited by email. */
export const createUserSchema = serializer({ username: usernameField, email: emailField, password });

/** A change of role. */
export const changeRoleSchema = serializer({ role: choiceField(ROLES), password });

/** A change of what identifies a user. Fields that are left out stay unchanged. */
export const editUserSchema = serializer({
  username: optional(usernameField),
  email: optional(emailField),
  phone_number: e164PhoneNumberField,
  password,
});
