import { jsonResponse, throttledResponse, validationErrorResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";
import { findDomainProblem } from "@/lib/mail/email-domain";
import { consumeRateLimit } from "@/lib/rate-limit/rate-limit";
import { fieldErrors } from "@/lib/schemas/field-errors";
import { suggestEmail } from "@/lib/schemas/suggest-email";
import { claimSchema } from "@/lib/schemas/verify-email";
import { getVerificationStatus } from "@/lib/verification/get-verification-status";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: {
    auth: "none",
    // A program that waits asks often, as a user who is logged in may. The claim says who it is.
    hasOwnRateLimit: true,
    handler: async ({ body, context }) => {
      const parsed = claimSchema.safeParse(body);
      if (!parsed.success) return validationErrorResponse(fieldErrors(parsed.error));
      const status = await getVerificationStatus(parsed.data.claim);
      const retryAfterSeconds = status
        ? await consumeRateLimit("apiUser", status.userId)
        : await consumeRateLimit("apiAnonymous", context.ipAddress);
      if (retryAfterSeconds > 0) return throttledResponse(retryAfterSeconds);
      if (!status) return validationErrorResponse({ claim: ["claim_invalid"] });
      const { email, emailVerified, delivery } = status;
      return jsonResponse(200, {
        email,
        email_verified: emailVerified,
        delivery: delivery ?? null,
        domain_problem: (!emailVerified && (await findDomainProblem(email))) || null,
        suggested_email: (!emailVerified && suggestEmail(email)) || null,
      });
    },
  },
});
