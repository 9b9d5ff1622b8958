import { serializer } from "./fields";
import { passwordField } from "./password";

/** One's own password, for what is not done without it. */
export const currentPasswordSchema = serializer({ password: passwordField });
