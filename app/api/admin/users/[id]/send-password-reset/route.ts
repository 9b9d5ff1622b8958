import { sendPasswordReset } from "@/lib/admin/user-emails";
import { adminWriteEndpoint } from "@/lib/api/admin-write";
import { apiRoute } from "@/lib/api/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: adminWriteEndpoint("send_password_reset", sendPasswordReset, "Password reset email queued."),
});
