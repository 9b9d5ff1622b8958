import { failureResponse, successResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";
import { tokenJson } from "@/lib/api/serializers";
import { changePassword } from "@/lib/passwords/change-password";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: {
    auth: "user",
    handler: async ({ body, actor }) => {
      const result = await changePassword(body, actor);
      return result.ok
        ? successResponse("Password changed. All other sessions revoked.", tokenJson(result.value))
        : failureResponse(result.failure);
    },
  },
});
