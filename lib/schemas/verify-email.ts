import { emailField } from "./email";
import { charField, maxLength, optional, serializer, storableText } from "./fields";
import { newPasswordField } from "./password";
import { tokenFormSchema } from "./token-form";
import { verificationCodeSchema } from "./verification-code";

const MAX_CLAIM_LENGTH = 255;

/** The claim of a registration, as its response carries it. */
export const claimField = charField([maxLength(MAX_CLAIM_LENGTH), storableText], {
  description: "Claim from the `Registration-Claim` header of the response to the registration.",
});

/** Another address for a registration that isn't verified yet. */
export const changeRegistrationEmailSchema = serializer({ claim: claimField, email: emailField });

/** Nothing but the claim. */
export const claimSchema = serializer({ claim: claimField });

/** The token of a verification link, with a proof that its sender knows the password. */
export const verifyEmailSchema = serializer({
  ...tokenFormSchema.shape,
  claim: optional(claimField),
  password: optional(
    charField([], { trim: false, description: "The password chosen at registration, in place of `claim`." }),
  ),
  new_password: optional(newPasswordField),
  new_password2: optional(charField([], { trim: false, description: "Must match `new_password`." })),
});

/** The code from a verification email, with the claim of the registration. */
export const verifyCodeSchema = serializer({ claim: claimField, ...verificationCodeSchema.shape });
