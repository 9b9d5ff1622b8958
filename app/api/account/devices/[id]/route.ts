import { failureResponse, jsonResponse, successResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";
import { deviceJson, tokenJson } from "@/lib/api/serializers";
import { changeDevice, removeDevice } from "@/lib/devices/manage-devices";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  PATCH: {
    auth: "user",
    handler: async ({ params, body, actor }) => {
      const result = await changeDevice(params.id ?? "", body, actor);
      if (!result.ok) return failureResponse(result.failure);
      const { device, session } = result.value;
      return jsonResponse(200, { ...deviceJson(device), ...tokenJson(session) });
    },
  },
  DELETE: {
    auth: "user",
    readsOwnBody: true,
    handler: async ({ params, actor }) => {
      const result = await removeDevice(params.id ?? "", actor);
      return result.ok
        ? successResponse("Device removed and its sessions revoked.")
        : failureResponse(result.failure);
    },
  },
});
