import { serializer } from "./fields";
import { passwordField } from "./password";

/** The user's current password, required for sensitive actions. */
export const currentPasswordSchema = serializer({ password: passwordField });
