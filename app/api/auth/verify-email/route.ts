import { failureResponse, successResponse, validationErrorResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";
import { describeDevice } from "@/lib/devices/describe-device";
import type { FieldErrors } from "@/lib/messages/message";
import { unavailable } from "@/lib/observability/log";
import { fieldErrors } from "@/lib/schemas/field-errors";
import { verifyEmailSchema } from "@/lib/schemas/verify-email";
import type { VerificationProof } from "@/lib/verification/verification-proof";
import { verifyEmail } from "@/lib/verification/verify-email";

type Body = ReturnType<typeof verifyEmailSchema.parse>;

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: {
    auth: "none",
    handler: async ({ body, context, headers }) => {
      const parsed = verifyEmailSchema.safeParse(body);
      if (!parsed.success) return validationErrorResponse(fieldErrors(parsed.error));
      const proof = proofIn(parsed.data);
      const client = { device: describeDevice(headers, "") };
      const result = await verifyEmail(parsed.data.token, proof, context, client).catch(unavailable);
      if (result.ok) return successResponse("Email verified. You can now log in.");
      const { failure } = result;
      if (failure.code === "invalid" && proof.kind === "new_password") {
        return validationErrorResponse(withNewPasswordFields(failure.errors));
      }
      return failureResponse(failure);
    },
  },
});

function proofIn({ claim, password, new_password, new_password2 }: Body): VerificationProof {
  if (claim !== undefined) return { kind: "claim", claim };
  if (password !== undefined) return { kind: "password", password };
  if (new_password !== undefined || new_password2 !== undefined) {
    return { kind: "new_password", input: { password: new_password, password2: new_password2 } };
  }
  return { kind: "none" };
}

/** `password` is the chosen password in this body, so the errors of the new one are renamed. */
function withNewPasswordFields({ password, password2, ...others }: FieldErrors): FieldErrors {
  return {
    ...others,
    ...(password && { new_password: password }),
    ...(password2 && { new_password2: password2 }),
  };
}
