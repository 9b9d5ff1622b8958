import { jsonResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";
import { twoFactorJson } from "@/lib/api/two-factor-serializers";
import { getTwoFactor } from "@/lib/two-factor/get-two-factor";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  GET: {
    auth: "reader",
    allowsEnrolling: true,
    handler: async ({ actor }) => jsonResponse(200, twoFactorJson(await getTwoFactor(actor))),
  },
});
