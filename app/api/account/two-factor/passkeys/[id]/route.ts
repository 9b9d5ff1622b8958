import { failureResponse, jsonResponse, successResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";
import { removeMethod, renameMethod } from "@/lib/two-factor/manage-methods";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  PATCH: {
    auth: "user",
    handler: async ({ params, body, actor }) => {
      const id = params.id ?? "";
      const result = await renameMethod("passkey", id, body, actor);
      return result.ok ? jsonResponse(200, { id, name: result.value.name }) : failureResponse(result.failure);
    },
  },
  DELETE: {
    auth: "user",
    readsOwnBody: true,
    handler: async ({ params, actor }) => {
      const result = await removeMethod("passkey", params.id ?? "", actor);
      return result.ok ? successResponse("Passkey removed.") : failureResponse(result.failure);
    },
  },
});
