import { serializer } from "./fields";
import { loginSchema } from "./login";
import { tokenFormSchema } from "./token-form";

/** A login that is finished with a link: its token, and optionally the device. */
export const confirmLoginSchema = serializer({
  ...tokenFormSchema.shape,
  device: loginSchema.shape.device,
  device_token: loginSchema.shape.device_token,
});
