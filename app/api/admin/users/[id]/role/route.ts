import { changeRole } from "@/lib/admin/change-role";
import { adminWriteEndpoint } from "@/lib/api/admin-write";
import { apiRoute } from "@/lib/api/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  PUT: adminWriteEndpoint("change_role", changeRole, "Role changed."),
});
