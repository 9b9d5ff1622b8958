import { charField, maxLength, serializer, storableText } from "./fields";

/** The token of a link in an email. */
export const tokenFormSchema = serializer({ token: charField([maxLength(255), storableText]) });
