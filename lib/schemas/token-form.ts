import { charField, maxLength, serializer, storableText } from "./fields";
import { trimInvisible } from "./invisible-characters";

/** The token of a link in an email. */
export const tokenFormSchema = serializer({
  token: charField([maxLength(255), storableText], { trim: trimInvisible }),
});
