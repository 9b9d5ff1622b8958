import { apiRoute } from "@/lib/api/route";
import { tokenEndpoint } from "@/lib/api/token-endpoint";
import { startTwoFactorReset } from "@/lib/two-factor/pending-reset";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: tokenEndpoint(startTwoFactorReset, "Reset started. The user was told by email when it takes effect."),
});
