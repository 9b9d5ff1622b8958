import { failed, success, validationFailed } from "@/lib/api/answers";
import { apiRoute } from "@/lib/api/route";
import { verifyEmail } from "@/lib/auth/verify-email";
import { fieldErrors } from "@/lib/schemas/field-errors";
import { tokenFormSchema } from "@/lib/schemas/token-form";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: {
    requires: "nobody",
    answer: async ({ body, context }) => {
      const parsed = tokenFormSchema.safeParse(body);
      if (!parsed.success) return validationFailed(fieldErrors(parsed.error));
      const result = await verifyEmail(parsed.data.token, context);
      if (!result.ok) return failed(result.failure);
      return success("Email verified. You can log in now.");
    },
  },
});
