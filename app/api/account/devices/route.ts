import { jsonResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";
import { deviceJson } from "@/lib/api/serializers";
import { listDevices } from "@/lib/devices/manage-devices";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  GET: {
    auth: "user",
    handler: async ({ actor }) => jsonResponse(200, { results: (await listDevices(actor)).map(deviceJson) }),
  },
});
