import { failureResponse, successResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";
import { changePassword } from "@/lib/passwords/change-password";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: {
    requires: "user",
    handler: async ({ body, actor }) => {
      const result = await changePassword(body, actor);
      return result.ok ? successResponse("Your password was changed.") : failureResponse(result.failure);
    },
  },
});
