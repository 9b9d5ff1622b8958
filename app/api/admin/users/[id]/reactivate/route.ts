import { reactivateUser } from "@/lib/admin/suspend-user";
import { adminWriteEndpoint } from "@/lib/api/admin-write";
import { apiRoute } from "@/lib/api/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: adminWriteEndpoint("reactivate", reactivateUser, "User reactivated."),
});
