import {
  errorResponse,
  failureResponse,
  jsonResponse,
  successResponse,
  suspendedResponse,
  validationErrorResponse,
} from "@/lib/api/responses";
import { apiRoute, CLAIM_HEADER } from "@/lib/api/route";
import { pendingLoginJson } from "@/lib/api/two-factor-serializers";
import { describeDevice } from "@/lib/devices/describe-device";
import { login } from "@/lib/login/login";

const CONFIRMATION_REQUIRED =
  "Too many logins to this account have failed. If the password is correct, a link to finish logging in has been sent by email.";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: {
    auth: "none",
    handler: async ({ body, context, headers }) => {
      const result = await login(body, context, "bearer", describeDevice(headers, ""));
      if (result.ok) {
        const { token, expiresAt } = result.value;
        return successResponse("Login successful.", { token, expires_at: expiresAt.toISOString() });
      }
      const { failure } = result;
      if (failure.code === "wrong_credentials") return errorResponse(401, "Incorrect email or password.");
      if (failure.code === "confirmation_required") {
        return jsonResponse(200, { status: failure.code, message: CONFIRMATION_REQUIRED });
      }
      if (failure.code === "suspended") return suspendedResponse(failure);
      if (failure.code === "mfa_required")
        return jsonResponse(200, { status: failure.code, ...pendingLoginJson(failure) });
      if ("pending" in failure)
        return validationErrorResponse(failure.errors, pendingLoginJson(failure.pending));
      if (failure.code === "unverified") {
        const response = errorResponse(403, "Your email address is not verified.");
        response.headers.set(CLAIM_HEADER, failure.claim);
        return response;
      }
      return failureResponse(failure);
    },
  },
});
