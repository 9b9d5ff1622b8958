import { booleanField } from "./choice-fields";
import { deviceSchema } from "./device";
import { optional, serializer } from "./fields";
import { loginFormSchema } from "./login-form";

/** A login: what the user typed, and optionally the device. */
export const loginSchema = serializer({
  ...loginFormSchema.shape,
  remember_device: optional(booleanField()),
  device: optional(deviceSchema),
});
