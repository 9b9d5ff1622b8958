import { deviceJson, failureResponse, jsonResponse, successResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";
import { changeDevice, removeDevice } from "@/lib/devices/manage-devices";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  PATCH: {
    requires: "user",
    handler: async ({ params, body, actor }) => {
      const result = await changeDevice(params.id ?? "", body, actor);
      return result.ok ? jsonResponse(200, deviceJson(result.value)) : failureResponse(result.failure);
    },
  },
  DELETE: {
    requires: "user",
    readsOwnBody: true,
    handler: async ({ params, actor }) => {
      const result = await removeDevice(params.id ?? "", actor);
      return result.ok
        ? successResponse("The device was forgotten, and its sessions are over.")
        : failureResponse(result.failure);
    },
  },
});
