import { failed, success } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";
import { changePassword } from "@/lib/passwords/change-password";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: {
    requires: "user",
    answer: async ({ body, actor }) => {
      const result = await changePassword(body, actor);
      return result.ok ? success("Your password was changed.") : failed(result.failure);
    },
  },
});
