import { successResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";
import { revokeSessionToken } from "@/lib/sessions/session";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: {
    auth: "reader",
    allowsEnrolling: true,
    handler: async ({ token, context }) => {
      await revokeSessionToken(token, context);
      return successResponse("Logged out.");
    },
  },
});
