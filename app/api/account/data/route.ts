import { exportData } from "@/lib/account/export-data";
import { dataResponse } from "@/lib/api/data-response";
import { failureResponse } from "@/lib/api/responses";
import { apiRoute, SESSION_TOKEN_HEADER } from "@/lib/api/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: {
    auth: "user",
    handler: async ({ body, actor }) => {
      const result = await exportData(body, actor);
      if (!result.ok) return failureResponse(result.failure);
      const { session } = result.value;
      // In a header, because the body is likely to be stored as a file.
      return dataResponse(result.value, session && { [SESSION_TOKEN_HEADER]: session.token });
    },
  },
});
