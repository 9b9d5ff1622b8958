import { errorResponse, failureResponse, successResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";
import { describeDevice } from "@/lib/devices/describe-device";
import { login } from "@/lib/login/login";

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
      if (failure.code === "suspended") return errorResponse(403, "Your account is suspended.");
      if (failure.code === "unverified") return errorResponse(403, "Your email address is not verified.");
      return failureResponse(failure);
    },
  },
});
