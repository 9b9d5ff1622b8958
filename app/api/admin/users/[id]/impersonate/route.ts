import { impersonateUser } from "@/lib/admin/impersonate-user";
import { adminWriteEndpoint } from "@/lib/api/admin-write";
import { apiRoute } from "@/lib/api/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: adminWriteEndpoint("impersonate", impersonateUser, "Impersonation started. It ends in 30 minutes."),
});
