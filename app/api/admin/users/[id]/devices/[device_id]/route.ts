import { removeUserDevice } from "@/lib/admin/user-sessions";
import { adminWriteEndpoint } from "@/lib/api/admin-write";
import { apiRoute } from "@/lib/api/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  DELETE: adminWriteEndpoint(
    "remove_device",
    (userId, input, actor, { device_id = "" }) => removeUserDevice(userId, device_id, input, actor),
    "Device of the user removed and its sessions revoked.",
  ),
});
