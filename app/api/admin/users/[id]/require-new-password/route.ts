import { requireNewPassword } from "@/lib/admin/require-new-password";
import { adminWriteEndpoint } from "@/lib/api/admin-write";
import { apiRoute } from "@/lib/api/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: adminWriteEndpoint("require_new_password", requireNewPassword, "New password required."),
});
