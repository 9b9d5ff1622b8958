import { failureResponse, jsonResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";
import { checkUsername } from "@/lib/registration/check-username";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: {
    auth: "none",
    hasOwnRateLimit: true,
    handler: async ({ body, context }) => {
      const result = await checkUsername(body, context);
      if (!result.ok) return failureResponse(result.failure);
      const { isAvailable, problem, suggestions } = result.value;
      return jsonResponse(200, {
        is_available: isAvailable,
        reason: problem?.replace("username_", "") ?? null,
        suggestions,
      });
    },
  },
});
