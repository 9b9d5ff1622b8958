import { openApiDocument } from "@/lib/api/openapi";
import { json } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  GET: { requires: "nobody", answer: async () => json(200, openApiDocument()) },
});
