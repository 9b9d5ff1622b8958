import * as z from "zod";
import { ROLES } from "../admin/list-users-query";

/** What the API answers, for its description and for the tests that hold it to that. */

export const userAnswer = z.strictObject({
  id: z.uuid(),
  username: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  email_verified: z.boolean(),
});

export const successAnswer = z.strictObject({ status: z.literal("success"), message: z.string() });

export const registeredAnswer = z.strictObject({
  status: z.literal("success"),
  message: z.string(),
  user: userAnswer,
});

export const loggedInAnswer = z.strictObject({
  status: z.literal("success"),
  message: z.string(),
  token: z.string().meta({ description: "Send it as `Authorization: Bearer …`." }),
  expires_at: z.iso.datetime(),
});

export const errorAnswer = z.strictObject({ status: z.literal("error"), message: z.string() });

export const validationAnswer = z.strictObject({
  status: z.literal("error"),
  message: z.literal("Validation failed"),
  errors: z
    .record(z.string(), z.union([z.array(z.string()), z.record(z.string(), z.array(z.string()))]))
    .meta({ description: "Messages by field, nested for `device`; `non_field_errors` for the whole." }),
});

export const detailAnswer = z.strictObject({ detail: z.string(), request_id: z.string().optional() });

export const userListAnswer = z.strictObject({
  count: z.int().min(0).meta({ description: "How many match, on all pages." }),
  next: z.string().nullable().meta({ description: "For `after`." }),
  previous: z.string().nullable().meta({ description: "For `before`." }),
  results: z.array(
    userAnswer.safeExtend({
      created_at: z.iso.datetime(),
      last_mail: z
        .strictObject({
          state: z.enum(["waiting", "sending", "sent", "failed", "delivered", "bounced", "complained"]),
          at: z.iso.datetime(),
          error: z.string().nullable(),
        })
        .nullable(),
    }),
  ),
});
