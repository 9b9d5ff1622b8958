import { confirmEmailChange } from "@/lib/account/confirm-email-change";
import { apiRoute } from "@/lib/api/route";
import { tokenEndpoint } from "@/lib/api/token-endpoint";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: tokenEndpoint(confirmEmailChange, "Email address changed."),
});
