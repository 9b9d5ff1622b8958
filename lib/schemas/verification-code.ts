import { CODE_LENGTH, codeDigits } from "./code-digits";
import { charField, pattern, serializer } from "./fields";

const codeField = charField([pattern(new RegExp(`^\\d{${CODE_LENGTH}}$`), "verification_code_format")], {
  clean: codeDigits,
  description: "The 6-digit code from the verification email.",
});

/** The code from a verification email. */
export const verificationCodeSchema = serializer({ code: codeField });
