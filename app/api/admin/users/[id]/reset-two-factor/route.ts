import { resetUserTwoFactor } from "@/lib/admin/reset-two-factor";
import { adminWriteEndpoint } from "@/lib/api/admin-write";
import { apiRoute } from "@/lib/api/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: adminWriteEndpoint("reset_two_factor", resetUserTwoFactor, "Two-factor authentication reset."),
});
