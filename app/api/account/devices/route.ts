import { listDevices } from "@/lib/account/devices";
import { deviceJson, json } from "@/lib/api/answers";
import { apiRoute } from "@/lib/api/route";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  GET: {
    requires: "user",
    answer: async ({ actor }) => json(200, { results: (await listDevices(actor)).map(deviceJson) }),
  },
});
