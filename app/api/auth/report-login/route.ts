import { reportUnrecognizedLogin } from "@/lib/account/report-unrecognized-login";
import { apiRoute } from "@/lib/api/route";
import { tokenEndpoint } from "@/lib/api/token-endpoint";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: tokenEndpoint(
    reportUnrecognizedLogin,
    "All sessions revoked and the password disabled. A password reset email has been sent.",
  ),
});
