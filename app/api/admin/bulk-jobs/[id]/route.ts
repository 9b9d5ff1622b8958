import { getBulkJob } from "@/lib/admin/bulk-jobs";
import { bulkJobJson } from "@/lib/api/bulk-job-json";
import { jsonResponse, notFoundResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  GET: {
    auth: "role",
    action: "run_bulk_job",
    handler: async ({ params, search }) => {
      const job = await getBulkJob(params.id ?? "", Object.fromEntries(search));
      return job ? jsonResponse(200, bulkJobJson(job)) : notFoundResponse();
    },
  },
});
