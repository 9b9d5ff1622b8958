import { scheduleDeletion } from "@/lib/account/delete-account";
import { readProfile, updateProfile } from "@/lib/account/profile";
import { failureResponse, jsonResponse, profileJson, successResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  GET: {
    requires: "user",
    handler: async ({ actor }) => jsonResponse(200, profileJson(await readProfile(actor))),
  },
  PATCH: {
    requires: "user",
    handler: async ({ body, actor }) => {
      const result = await updateProfile(body, actor);
      return result.ok ? jsonResponse(200, profileJson(result.value)) : failureResponse(result.failure);
    },
  },
  DELETE: {
    requires: "user",
    handler: async ({ body, actor }) => {
      const result = await scheduleDeletion(body, actor);
      if (!result.ok) return failureResponse(result.failure);
      return successResponse("Your account will be deleted, unless you log in before.", {
        delete_after: result.value.toISOString(),
      });
    },
  },
});
