import { undoEmailChange } from "@/lib/account/change-email";
import { apiRoute } from "@/lib/api/route";
import { tokenEndpoint } from "@/lib/api/token-endpoint";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: tokenEndpoint(
    undoEmailChange,
    "Your old email is back. A mail with a link to choose a new password is on its way.",
  ),
});
