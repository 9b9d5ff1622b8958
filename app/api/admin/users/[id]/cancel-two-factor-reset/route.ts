import { cancelUserTwoFactorReset } from "@/lib/admin/reset-two-factor";
import { adminWriteEndpoint } from "@/lib/api/admin-write";
import { apiRoute } from "@/lib/api/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: adminWriteEndpoint("cancel_two_factor_reset", cancelUserTwoFactorReset, "Two-factor reset canceled."),
});
