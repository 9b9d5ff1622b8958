import { failureResponse, successResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";
import { tokenJson } from "@/lib/api/serializers";
import { unavailable } from "@/lib/observability/log";
import { confirmIdentity } from "@/lib/two-factor/confirm-identity";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: {
    auth: "user",
    allowsEnrolling: true,
    handler: async ({ body, actor }) => {
      const result = await confirmIdentity(body, actor).catch(unavailable);
      return result.ok
        ? successResponse("Identity confirmed.", tokenJson(result.value))
        : failureResponse(result.failure);
    },
  },
});
