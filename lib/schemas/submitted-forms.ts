import { e164PhoneNumberField } from "./e164-phone-number";
import { serializer } from "./fields";
import { passwordRules } from "./password-rules";
import { profileSchema } from "./profile";
import { registerSchema } from "./register";

// The forms as the server validates them. They differ from the API in the phone number: people type it in any notation.

/** A registration by the form, with the device. */
export const submittedRegistrationSchema = serializer({
  ...registerSchema.shape,
  phone_number: e164PhoneNumberField,
}).check(passwordRules());

/** A change of the profile by the form. */
export const submittedProfileSchema = serializer({
  ...profileSchema.shape,
  phone_number: e164PhoneNumberField,
});
