import { deleteUserNow } from "@/lib/admin/delete-user-now";
import { adminWriteEndpoint } from "@/lib/api/admin-write";
import { apiRoute } from "@/lib/api/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  POST: adminWriteEndpoint("delete_now", deleteUserNow, "User deleted."),
});
