import { apiRoute } from "@/lib/api/route";
import { tokenEndpoint } from "@/lib/api/token-endpoint";
import { verifyEmail } from "@/lib/verification/verify-email";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: tokenEndpoint(verifyEmail, "Email verified. You can now log in."),
});
