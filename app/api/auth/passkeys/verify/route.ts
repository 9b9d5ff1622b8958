import {
  errorResponse,
  failureResponse,
  successResponse,
  suspendedResponse,
  validationErrorResponse,
} from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";
import { tokenJson } from "@/lib/api/serializers";
import { describeDevice } from "@/lib/devices/describe-device";
import { loginWithPasskey } from "@/lib/login/passkey-login";
import { verifyLoginWithPasskey } from "@/lib/login/verify-login";
import { unavailable } from "@/lib/observability/log";
import { fieldErrors } from "@/lib/schemas/field-errors";
import { passkeyLoginSchema } from "@/lib/schemas/two-factor";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: {
    auth: "none",
    handler: async ({ body, context, headers }) => {
      const parsed = passkeyLoginSchema.safeParse(body);
      if (!parsed.success) return validationErrorResponse(fieldErrors(parsed.error));
      const { ceremony_token, mfa_token, response, remember_device, device_token } = parsed.data;
      const client = {
        kind: "bearer",
        device: describeDevice(headers, ""),
        deviceTokenOf: async () => device_token,
      } as const;
      const verification = {
        mfaToken: mfa_token ?? "",
        response,
        isRemembered: remember_device,
        deviceToken: device_token,
      };
      const result = await (mfa_token
        ? verifyLoginWithPasskey(verification, context, "bearer")
        : loginWithPasskey(response, ceremony_token ?? "", context, client)
      ).catch(unavailable);
      if (result.ok) return successResponse("Login successful.", tokenJson(result.value));
      const { failure } = result;
      switch (failure.code) {
        case "login_expired":
          return errorResponse(401, "This login has expired. Log in again.");
        case "suspended":
          return suspendedResponse(failure);
        case "unverified":
          return errorResponse(403, "Your email address is not verified.");
        default:
          return failureResponse(failure);
      }
    },
  },
});
