import { failureResponse, successResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";
import { describeDevice } from "@/lib/devices/describe-device";
import { confirmLogin } from "@/lib/login/confirm-login";
import { unavailable } from "@/lib/observability/log";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: {
    auth: "none",
    handler: async ({ body, context, headers }) => {
      const device = describeDevice(headers, "");
      const result = await confirmLogin(body, context, "bearer", device).catch(unavailable);
      if (!result.ok) return failureResponse(result.failure);
      const { token, expiresAt } = result.value;
      return successResponse("Login successful.", { token, expires_at: expiresAt.toISOString() });
    },
  },
});
