import { charField, maxLength, optional, pattern, storableText } from "./fields";

export const phoneNumberField = optional(
  charField([pattern(/^\+?1?\p{Nd}{9,15}$/u, "invalid_phone_number"), maxLength(15), storableText], {
    allowBlank: true,
    allowNull: true,
    description: "With country code, digits only, e.g. `+15551234567`.",
  }),
);
