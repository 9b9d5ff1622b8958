import { revokeUserSession } from "@/lib/admin/user-sessions";
import { adminWriteEndpoint } from "@/lib/api/admin-write";
import { apiRoute } from "@/lib/api/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  DELETE: adminWriteEndpoint(
    "revoke_session",
    (userId, input, actor, { session_id = "" }) => revokeUserSession(userId, session_id, input, actor),
    "Session of the user revoked.",
  ),
});
