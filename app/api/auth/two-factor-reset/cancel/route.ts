import { apiRoute } from "@/lib/api/route";
import { tokenEndpoint } from "@/lib/api/token-endpoint";
import { cancelTwoFactorReset } from "@/lib/two-factor/pending-reset";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: tokenEndpoint(cancelTwoFactorReset, "Reset canceled."),
});
