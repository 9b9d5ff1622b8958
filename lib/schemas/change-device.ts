import { DEVICE_NAME_LENGTH } from "./device";
import { booleanField, charField, maxLength, optional, serializer, storableText } from "./fields";

/** What somebody can change of a device of theirs; what is left out stays as it is. */
export const changeDeviceSchema = serializer({
  device_name: optional(charField([maxLength(DEVICE_NAME_LENGTH), storableText])),
  is_trusted: optional(booleanField()),
  password: optional(charField([], { trim: false, allowBlank: true })),
});
