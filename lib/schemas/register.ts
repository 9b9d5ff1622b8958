import type * as z from "zod/mini";
import { choiceField } from "./choice-fields";
import { deviceSchema } from "./device";
import { optional, serializer } from "./fields";
import { passwordRules } from "./password-rules";
import { accountFields } from "./register-form";

/** A registration: what the user typed, and the device. The only role to register with is `user`. */
export const registerSchema = serializer({
  ...accountFields,
  role: optional(choiceField(["user"])),
  device: deviceSchema,
}).check(passwordRules());

export type Registration = z.output<typeof registerSchema>;
