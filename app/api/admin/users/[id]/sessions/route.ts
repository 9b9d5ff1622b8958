import { revokeUserSessions } from "@/lib/admin/user-sessions";
import { adminWriteEndpoint } from "@/lib/api/admin-write";
import { apiRoute } from "@/lib/api/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  DELETE: adminWriteEndpoint("revoke_all_sessions", revokeUserSessions, "All sessions of the user revoked."),
});
