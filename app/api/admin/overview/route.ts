import { getOverview } from "@/lib/admin/overview";
import { parsePeriod } from "@/lib/admin/overview-query";
import { health } from "@/lib/api/health";
import { overviewJson } from "@/lib/api/overview-serializer";
import { jsonResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  GET: {
    auth: "role",
    action: "read_overview",
    handler: async ({ search }) => {
      const [overview, { dependencies }] = await Promise.all([
        getOverview(parsePeriod(search.get("days"))),
        health(),
      ]);
      return jsonResponse(200, overviewJson(overview, dependencies));
    },
  },
});
