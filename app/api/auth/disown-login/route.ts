import { apiRoute } from "@/lib/api/route";
import { tokenEndpoint } from "@/lib/api/token-endpoint";
import { disownLogin } from "@/lib/auth/disown-login";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: tokenEndpoint(
    disownLogin,
    "The session was ended. A mail with a link to choose a new password is on its way.",
  ),
});
