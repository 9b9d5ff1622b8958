import { charField, maxLength, optional, serializer, storableText } from "./fields";
import { phoneNumberField } from "./phone-number";
import { usernameField } from "./username";

/** What somebody can change of themselves; what is left out stays as it is. */
export const profileSchema = serializer({
  username: optional(usernameField),
  bio: optional(charField([maxLength(500), storableText], { allowBlank: true })),
  address: optional(charField([maxLength(300), storableText], { allowBlank: true })),
  phone_number: phoneNumberField,
});
