import { serializer } from "./fields";
import { passwordField } from "./password";

/** One's own password, for what is not done without it. */
export const ownPasswordSchema = serializer({ password: passwordField });
