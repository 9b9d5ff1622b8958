import { exportData } from "@/lib/account/export-data";
import { jsonResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: { auth: "user", handler: async ({ actor }) => jsonResponse(200, await exportData(actor)) },
});
