import { clearSuppression } from "@/lib/admin/clear-suppression";
import { adminWriteEndpoint } from "@/lib/api/admin-write";
import { apiRoute } from "@/lib/api/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: adminWriteEndpoint(
    "clear_suppression",
    clearSuppression,
    "Email address taken off the suppression list.",
  ),
});
