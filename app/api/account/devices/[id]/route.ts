import { deviceJson, failed, json, success } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";
import { changeDevice, forgetDevice } from "@/lib/devices/manage-devices";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  PATCH: {
    requires: "user",
    answer: async ({ params, body, actor }) => {
      const result = await changeDevice(params.id ?? "", body, actor);
      return result.ok ? json(200, deviceJson(result.value)) : failed(result.failure);
    },
  },
  DELETE: {
    requires: "user",
    ownBody: true,
    answer: async ({ params, actor }) => {
      const result = await forgetDevice(params.id ?? "", actor);
      return result.ok
        ? success("The device was forgotten, and its sessions are over.")
        : failed(result.failure);
    },
  },
});
