import { cancelEmailChange } from "@/lib/account/cancel-email-change";
import { requestEmailChange } from "@/lib/account/request-email-change";
import { failureResponse, successResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: {
    auth: "user",
    handler: async ({ body, actor }) => {
      const result = await requestEmailChange(body, actor);
      return result.ok ? successResponse("Confirmation email sent.") : failureResponse(result.failure);
    },
  },
  DELETE: {
    auth: "user",
    handler: async ({ actor }) => {
      await cancelEmailChange(actor);
      return successResponse("Email change canceled.");
    },
  },
});
