import { optionalPasswordField } from "./current-password";
import { charField, maxLength, optional, serializer, storableText } from "./fields";
import { changedPhoneNumberField, phoneNumberField } from "./phone-number";
import { usernameField } from "./username";

// HTML forms send line breaks as CRLF.
const lines = { allowBlank: true, clean: (text: string) => text.replace(/\r\n?/g, "\n") };
const bioField = charField([maxLength(500), storableText], lines);
const addressField = charField([maxLength(300), storableText], lines);

/** The profile form, with all fields, as far as a browser checks it. */
export const profileFormSchema = serializer({
  username: usernameField,
  bio: bioField,
  address: addressField,
  phone_number: changedPhoneNumberField,
  password: optionalPasswordField,
});

/** A change of the profile. Fields that are left out stay unchanged. A new username may need the password. */
export const profileSchema = serializer({
  username: optional(usernameField),
  bio: optional(bioField),
  address: optional(addressField),
  phone_number: phoneNumberField,
  password: optionalPasswordField,
});
