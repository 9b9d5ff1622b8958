import { errorResponse, failureResponse, jsonResponse, validationErrorResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";
import { randomToken } from "@/lib/crypto/secrets";
import { passkeyLoginOptions } from "@/lib/login/passkey-login";
import { verificationOptions } from "@/lib/login/verify-login";
import { unavailable } from "@/lib/observability/log";
import { fieldErrors } from "@/lib/schemas/field-errors";
import { passkeyOptionsSchema } from "@/lib/schemas/two-factor";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: {
    auth: "none",
    handler: async ({ body, context }) => {
      const parsed = passkeyOptionsSchema.safeParse(body);
      if (!parsed.success) return validationErrorResponse(fieldErrors(parsed.error));
      const { mfa_token } = parsed.data;
      const ceremonyToken = mfa_token ? undefined : randomToken();
      const result = await (mfa_token
        ? verificationOptions(mfa_token, "bearer", context)
        : passkeyLoginOptions(ceremonyToken ?? "", context)
      ).catch(unavailable);
      if (result.ok) {
        return jsonResponse(200, {
          ...(ceremonyToken && { ceremony_token: ceremonyToken }),
          options: result.value,
        });
      }
      const { failure } = result;
      if (failure.code === "login_expired")
        return errorResponse(401, "This login has expired. Log in again.");
      return failureResponse(failure);
    },
  },
});
