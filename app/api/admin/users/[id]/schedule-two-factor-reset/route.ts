import { scheduleTwoFactorReset } from "@/lib/admin/reset-two-factor";
import { adminWriteEndpoint } from "@/lib/api/admin-write";
import { apiRoute } from "@/lib/api/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: adminWriteEndpoint(
    "schedule_two_factor_reset",
    scheduleTwoFactorReset,
    "Two-factor reset scheduled.",
  ),
});
