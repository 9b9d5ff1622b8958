import { jsonResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";
import { deviceJson } from "@/lib/api/serializers";
import { listDevices } from "@/lib/devices/manage-devices";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  GET: {
    auth: "reader",
    handler: async ({ actor, search }) => {
      const { devices, next } = await listDevices(actor, { after: search.get("after") });
      return jsonResponse(200, { next: next ?? null, results: devices.map(deviceJson) });
    },
  },
});
