import { emailField } from "./email";
import { serializer } from "./fields";

/** A form with an email address only. */
export const emailFormSchema = serializer({ email: emailField });
