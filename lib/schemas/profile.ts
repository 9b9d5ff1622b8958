import { charField, maxLength, optional, serializer, storableText } from "./fields";
import { phoneNumberField } from "./phone-number";
import { usernameField } from "./username";

const bioField = charField([maxLength(500), storableText], { allowBlank: true });
const addressField = charField([maxLength(300), storableText], { allowBlank: true });

/** A profile as its form has it, whole. */
export const profileFormSchema = serializer({
  username: usernameField,
  bio: bioField,
  address: addressField,
  phone_number: phoneNumberField,
});

/** What somebody can change of themselves; what is left out stays as it is. */
export const profileSchema = serializer({
  username: optional(usernameField),
  bio: optional(bioField),
  address: optional(addressField),
  phone_number: phoneNumberField,
});
