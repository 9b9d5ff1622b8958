import { failureResponse, successResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";
import { requestPasswordReset } from "@/lib/passwords/request-password-reset";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: {
    requires: "nobody",
    handler: async ({ body, context }) => {
      const result = await requestPasswordReset(body, context);
      if (!result.ok) return failureResponse(result.failure);
      return successResponse("If this email is registered, a mail with a link is on its way.");
    },
  },
});
