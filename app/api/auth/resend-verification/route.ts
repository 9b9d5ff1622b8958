import { failureResponse, successResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";
import { resendVerification } from "@/lib/verification/resend-verification";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: {
    requires: "nobody",
    handler: async ({ body, context }) => {
      const result = await resendVerification(body, context);
      if (!result.ok) return failureResponse(result.failure);
      return successResponse("If this email waits to be verified, a new mail is on its way.");
    },
  },
});
