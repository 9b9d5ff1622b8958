import { failureResponse, successResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";
import { resendVerification } from "@/lib/verification/resend-verification";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: {
    auth: "none",
    handler: async ({ body, context }) => {
      const result = await resendVerification(body, context);
      if (!result.ok) return failureResponse(result.failure);
      return successResponse("If this email is awaiting verification, a new link has been sent.");
    },
  },
});
