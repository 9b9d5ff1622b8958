import { liftRateLimits } from "@/lib/admin/lift-rate-limits";
import { adminWriteEndpoint } from "@/lib/api/admin-write";
import { apiRoute } from "@/lib/api/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: adminWriteEndpoint("lift_rate_limits", liftRateLimits, "Rate limits lifted."),
});
