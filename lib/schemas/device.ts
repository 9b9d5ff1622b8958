import { choiceField } from "./choice-fields";
import { charField, maxLength, minLength, optional, serializer, storableText } from "./fields";

const DEVICE_TYPES = ["mobile", "desktop", "tablet"] as const;

export const DEVICE_NAME_LENGTH = 100;
export const BROWSER_LENGTH = 50;
export const OS_LENGTH = 50;

/** The device that a registration or login comes from. */
export const deviceSchema = serializer({
  fingerprint_hash: charField([maxLength(255), minLength(10), storableText]),
  device_name: charField([maxLength(DEVICE_NAME_LENGTH), storableText]),
  device_type: choiceField(DEVICE_TYPES),
  browser: optional(charField([maxLength(BROWSER_LENGTH), storableText])),
  os: optional(charField([maxLength(OS_LENGTH), storableText])),
});
