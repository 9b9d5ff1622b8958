import { cancelEmailChange } from "@/lib/account/cancel-email-change";
import { requestEmailChange } from "@/lib/account/request-email-change";
import { failureResponse, successResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";
import { tokenJson } from "@/lib/api/serializers";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: {
    auth: "user",
    handler: async ({ body, actor }) => {
      const result = await requestEmailChange(body, actor);
      if (!result.ok) return failureResponse(result.failure);
      return successResponse("Confirmation email sent.", tokenJson(result.value.session));
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
