import { charField, maxLength, optional, pattern, storableText } from "./fields";

export const phoneNumberField = optional(
  charField([pattern(/^\+?1?\p{Nd}{9,15}$/u, "Enter a valid value."), maxLength(15), storableText], {
    allowBlank: true,
    allowNull: true,
    description: "With the country code.",
  }),
);
