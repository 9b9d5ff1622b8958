import { failureResponse, successResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";
import { revokeSession } from "@/lib/sessions/manage-sessions";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  DELETE: {
    requires: "user",
    readsOwnBody: true,
    handler: async ({ params, actor }) => {
      const result = await revokeSession(params.id ?? "", actor);
      return result.ok ? successResponse("The session was ended.") : failureResponse(result.failure);
    },
  },
});
