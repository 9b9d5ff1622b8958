import { json, userJson } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  GET: { requires: "user", answer: async ({ user }) => json(200, userJson(user)) },
});
