import { failureResponse, successResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";
import { revokeSession } from "@/lib/sessions/manage-sessions";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  DELETE: {
    auth: "user",
    readsOwnBody: true,
    handler: async ({ params, actor }) => {
      const result = await revokeSession(params.id ?? "", actor);
      return result.ok ? successResponse("Session revoked.") : failureResponse(result.failure);
    },
  },
});
