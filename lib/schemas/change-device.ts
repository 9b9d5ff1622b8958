import { booleanField } from "./choice-fields";
import { optionalPasswordField } from "./current-password";
import { DEVICE_NAME_LENGTH } from "./device";
import { charField, maxLength, optional, serializer, storableText } from "./fields";

/** A change of a device. Fields that are left out stay unchanged. */
export const changeDeviceSchema = serializer({
  device_name: optional(charField([maxLength(DEVICE_NAME_LENGTH), storableText])),
  is_trusted: optional(booleanField()),
  password: optionalPasswordField,
});
