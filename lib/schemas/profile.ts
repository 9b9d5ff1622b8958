import { charField, maxLength, optional, serializer, storableText } from "./fields";
import { phoneNumberField } from "./phone-number";
import { usernameField } from "./username";

// Forms break lines with two characters, scripts with one.
const lines = { allowBlank: true, clean: (text: string) => text.replace(/\r\n?/g, "\n") };
const bioField = charField([maxLength(500), storableText], lines);
const addressField = charField([maxLength(300), storableText], lines);

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
