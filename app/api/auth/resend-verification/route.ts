import { failed, success } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";
import { resendVerification } from "@/lib/verification/resend-verification";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: {
    requires: "nobody",
    answer: async ({ body, context }) => {
      const result = await resendVerification(body, context);
      if (!result.ok) return failed(result.failure);
      return success("If this email waits to be verified, a new mail is on its way.");
    },
  },
});
