import { emailField } from "./email";
import { serializer } from "./fields";

/** A form that asks for nothing but an address. */
export const emailFormSchema = serializer({ email: emailField });
