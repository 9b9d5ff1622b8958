import { jsonResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";
import { userJson } from "@/lib/api/serializers";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  GET: {
    auth: "reader",
    allowsEnrolling: true,
    handler: async ({ user }) => jsonResponse(200, userJson(user)),
  },
});
