import { planDeletion } from "@/lib/account/delete-account";
import { readProfile, updateProfile } from "@/lib/account/profile";
import { failed, json, profileJson, success } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  GET: { requires: "user", answer: async ({ actor }) => json(200, profileJson(await readProfile(actor))) },
  PATCH: {
    requires: "user",
    answer: async ({ body, actor }) => {
      const result = await updateProfile(body, actor);
      return result.ok ? json(200, profileJson(result.value)) : failed(result.failure);
    },
  },
  DELETE: {
    requires: "user",
    answer: async ({ body, actor }) => {
      const result = await planDeletion(body, actor);
      if (!result.ok) return failed(result.failure);
      return success("Your account will be deleted, unless you log in before.", {
        delete_after: result.value.toISOString(),
      });
    },
  },
});
