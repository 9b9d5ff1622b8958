import { deviceJson, jsonResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";
import { listDevices } from "@/lib/devices/manage-devices";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  GET: {
    requires: "user",
    handler: async ({ actor }) => jsonResponse(200, { results: (await listDevices(actor)).map(deviceJson) }),
  },
});
