import { jsonResponse, userJson } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  GET: { requires: "user", handler: async ({ user }) => jsonResponse(200, userJson(user)) },
});
