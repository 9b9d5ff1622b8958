import { deleteUser } from "@/lib/admin/delete-user";
import { editUser } from "@/lib/admin/edit-user";
import { getUser, shownTo } from "@/lib/admin/get-user";
import { shownUserJson } from "@/lib/api/admin-serializers";
import { adminWriteEndpoint } from "@/lib/api/admin-write";
import { jsonResponse, notFoundResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  GET: {
    auth: "role",
    action: "read_user",
    handler: async ({ params, user: viewer }) => {
      const user = await getUser(params.id ?? "");
      return user ? jsonResponse(200, shownUserJson(shownTo(viewer, user))) : notFoundResponse();
    },
  },
  PATCH: adminWriteEndpoint("edit", editUser, "User updated."),
  DELETE: adminWriteEndpoint("delete", deleteUser, "User scheduled for deletion in 7 days."),
});
