import { failureResponse, successResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";
import { requestPasswordReset } from "@/lib/passwords/request-password-reset";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: {
    auth: "none",
    handler: async ({ body, context }) => {
      const result = await requestPasswordReset(body, context);
      if (!result.ok) return failureResponse(result.failure);
      return successResponse("If an account exists for this email, a reset link has been sent.");
    },
  },
});
