import { deviceJson, json } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";
import { listDevices } from "@/lib/devices/manage-devices";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  GET: {
    requires: "user",
    answer: async ({ actor }) => json(200, { results: (await listDevices(actor)).map(deviceJson) }),
  },
});
