import { charField, maxLength, serializer, storableText } from "./fields";

/** A token out of a mail. */
export const tokenFormSchema = serializer({ token: charField([maxLength(255), storableText]) });
