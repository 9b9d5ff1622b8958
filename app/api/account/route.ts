import { scheduleDeletion } from "@/lib/account/delete-account";
import { readProfile, updateProfile } from "@/lib/account/profile";
import { failureResponse, jsonResponse, successResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";
import { profileJson, tokenJson } from "@/lib/api/serializers";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  GET: {
    auth: "reader",
    handler: async ({ actor }) => jsonResponse(200, profileJson(await readProfile(actor))),
  },
  PATCH: {
    auth: "user",
    handler: async ({ body, actor }) => {
      const result = await updateProfile(body, actor);
      if (!result.ok) return failureResponse(result.failure);
      const { session, ...profile } = result.value;
      return jsonResponse(200, { ...profileJson(profile), ...tokenJson(session) });
    },
  },
  DELETE: {
    auth: "user",
    handler: async ({ body, actor }) => {
      const result = await scheduleDeletion(body, actor);
      if (!result.ok) return failureResponse(result.failure);
      return successResponse(
        "Your account is scheduled for deletion in 7 days. Log in and restore it before then to keep it.",
        { delete_after: result.value.toISOString() },
      );
    },
  },
});
