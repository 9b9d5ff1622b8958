import { undoEmailChange } from "@/lib/account/undo-email-change";
import { apiRoute } from "@/lib/api/route";
import { tokenEndpoint } from "@/lib/api/token-endpoint";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: tokenEndpoint(
    undoEmailChange,
    "Email address restored and all sessions revoked. A password reset email has been sent.",
  ),
});
