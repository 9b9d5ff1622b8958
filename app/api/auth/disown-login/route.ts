import { failed, success, validationFailed } from "@/lib/api/answers";
import { apiRoute } from "@/lib/api/route";
import { disownLogin } from "@/lib/auth/disown-login";
import { fieldErrors } from "@/lib/schemas/field-errors";
import { tokenFormSchema } from "@/lib/schemas/token-form";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: {
    requires: "nobody",
    answer: async ({ body, context }) => {
      const parsed = tokenFormSchema.safeParse(body);
      if (!parsed.success) return validationFailed(fieldErrors(parsed.error));
      const result = await disownLogin(parsed.data.token, context);
      if (!result.ok) return failed(result.failure);
      return success("The session was ended. A mail with a link to choose a new password is on its way.");
    },
  },
});
