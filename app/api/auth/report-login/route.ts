import { reportUnrecognizedLogin } from "@/lib/account/report-unrecognized-login";
import { apiRoute } from "@/lib/api/route";
import { tokenEndpoint } from "@/lib/api/token-endpoint";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: tokenEndpoint(
    reportUnrecognizedLogin,
    "Everybody was logged out. A mail with a link to choose a new password is on its way.",
  ),
});
