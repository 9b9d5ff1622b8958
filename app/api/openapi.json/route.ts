import { openApiDocument } from "@/lib/api/openapi";
import { jsonResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  GET: { auth: "none", handler: async () => jsonResponse(200, openApiDocument()) },
});
