import { cancelBulkJob } from "@/lib/admin/bulk-jobs";
import { failureResponse, successResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: {
    auth: "role",
    action: "run_bulk_job",
    readsOwnBody: true,
    handler: async ({ params, actor }) => {
      const result = await cancelBulkJob(params.id ?? "", actor);
      return result.ok ? successResponse("Bulk job canceled.") : failureResponse(result.failure);
    },
  },
});
