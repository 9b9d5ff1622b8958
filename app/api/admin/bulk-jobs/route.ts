import { createBulkJob } from "@/lib/admin/bulk-jobs";
import { listBulkJobs } from "@/lib/admin/list-bulk-jobs";
import { listedBulkJobJson } from "@/lib/api/bulk-job-json";
import { failureResponse, jsonResponse, successResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";
import { tokenJson } from "@/lib/api/serializers";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  GET: {
    auth: "role",
    action: "run_bulk_job",
    handler: async () => jsonResponse(200, { results: (await listBulkJobs()).map(listedBulkJobJson) }),
  },
  POST: {
    auth: "role",
    action: "run_bulk_job",
    handler: async ({ body, actor }) => {
      const result = await createBulkJob(body, actor);
      if (!result.ok) return failureResponse(result.failure);
      const { id, session } = result.value;
      return successResponse("Bulk job created.", { id, ...tokenJson(session) }, 201);
    },
  },
});
