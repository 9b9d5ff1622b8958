import { confirmEmailChange } from "@/lib/account/confirm-email-change";
import {
  errorDetail,
  failureResponse,
  successResponse,
  unauthenticatedResponse,
  validationErrorResponse,
} from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";
import { unavailable } from "@/lib/observability/log";
import { fieldErrors } from "@/lib/schemas/field-errors";
import { tokenFormSchema } from "@/lib/schemas/token-form";

const OTHER_ACCOUNT = "Another account requested this change. Send the bearer token of that account.";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: {
    auth: "optional",
    // What is confirmed was requested with every factor, and the page asks for none.
    allowsEnrolling: true,
    handler: async ({ body, context, actor }) => {
      const parsed = tokenFormSchema.safeParse(body);
      if (!parsed.success) return validationErrorResponse(fieldErrors(parsed.error));
      const client = { ...context, userId: actor?.userId };
      const result = await confirmEmailChange(parsed.data.token, client).catch(unavailable);
      if (result.ok) return successResponse("Email address changed.");
      if (result.failure.code !== "login_required") return failureResponse(result.failure);
      return actor ? errorDetail(403, OTHER_ACCOUNT) : unauthenticatedResponse();
    },
  },
});
