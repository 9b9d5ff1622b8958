import { downloadData } from "@/lib/account/export-data";
import { json } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: { requires: "user", answer: async ({ actor }) => json(200, await downloadData(actor)) },
});
