import { failureResponse, successResponse, validationErrorResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";
import { describeDevice } from "@/lib/devices/describe-device";
import { unavailable } from "@/lib/observability/log";
import { verifyByCode } from "@/lib/verification/verify-by-code";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: {
    auth: "none",
    handler: async ({ body, context, headers }) => {
      const client = { device: describeDevice(headers, "") };
      const result = await verifyByCode(body, context, client).catch(unavailable);
      if (result.ok) return successResponse("Email verified. You can now log in.");
      if (result.failure.code === "used")
        return validationErrorResponse({ code: ["verification_code_used"] });
      return failureResponse(result.failure);
    },
  },
});
