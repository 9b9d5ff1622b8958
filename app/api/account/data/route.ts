import { exportData } from "@/lib/account/export-data";
import { failureResponse, jsonResponse } from "@/lib/api/responses";
import { apiRoute, SESSION_TOKEN_HEADER } from "@/lib/api/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: {
    auth: "user",
    handler: async ({ body, actor }) => {
      const result = await exportData(body, actor);
      if (!result.ok) return failureResponse(result.failure);
      const { data, session } = result.value;
      // In a header, because the body is likely to be stored as a file.
      return jsonResponse(200, data, session && { [SESSION_TOKEN_HEADER]: session.token });
    },
  },
});
