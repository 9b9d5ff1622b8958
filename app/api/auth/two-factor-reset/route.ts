import {
  errorResponse,
  failureResponse,
  successResponse,
  validationErrorResponse,
} from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";
import { requestTwoFactorReset } from "@/lib/login/request-two-factor-reset";
import { unavailable } from "@/lib/observability/log";
import { fieldErrors } from "@/lib/schemas/field-errors";
import { requestResetSchema } from "@/lib/schemas/two-factor";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: {
    auth: "none",
    handler: async ({ body, context }) => {
      const parsed = requestResetSchema.safeParse(body);
      if (!parsed.success) return validationErrorResponse(fieldErrors(parsed.error));
      const result = await requestTwoFactorReset(parsed.data.mfa_token, "bearer", context).catch(unavailable);
      if (result.ok) return successResponse("Reset link sent.");
      const { failure } = result;
      if (failure.code === "login_expired")
        return errorResponse(401, "This login has expired. Log in again.");
      return failureResponse(failure);
    },
  },
});
