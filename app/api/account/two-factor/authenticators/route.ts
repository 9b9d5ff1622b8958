import { failureResponse, jsonResponse } from "@/lib/api/responses";
import { apiRoute } from "@/lib/api/route";
import { twoFactorJson } from "@/lib/api/two-factor-serializers";
import { startAuthenticatorSetup } from "@/lib/two-factor/add-authenticator-app";
import { getTwoFactor } from "@/lib/two-factor/get-two-factor";

export const { GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS } = apiRoute({
  GET: {
    auth: "reader",
    allowsEnrolling: true,
    handler: async ({ actor }) => {
      const { authenticators } = twoFactorJson(await getTwoFactor(actor));
      return jsonResponse(200, { results: authenticators });
    },
  },
  POST: {
    auth: "user",
    allowsEnrolling: true,
    readsOwnBody: true,
    handler: async ({ actor }) => {
      const result = await startAuthenticatorSetup(actor);
      if (!result.ok) return failureResponse(result.failure);
      const { id, key, uri } = result.value;
      return jsonResponse(201, { id, secret: key, otpauth_uri: uri });
    },
  },
});
