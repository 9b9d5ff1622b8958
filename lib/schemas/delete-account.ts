import { currentPasswordSchema } from "./current-password";
import { charField, serializer } from "./fields";

/** The form that deletes an account, as far as a browser checks it. The API asks for the password alone. */
export const deleteAccountFormSchema = serializer({
  /** The username, typed once more. */
  confirmation: charField([]),
  ...currentPasswordSchema.shape,
});
