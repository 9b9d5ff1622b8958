import { passkeyOptionsResponse } from "@/lib/api/passkey-options";
import { ensurePasskeyClient } from "@/lib/http/passkey-client";
import { requestContext } from "@/lib/http/request-context";
import { passkeyLoginOptions } from "@/lib/login/passkey-login";

/** Begins a login with a passkey alone. */
export function POST() {
  return passkeyOptionsResponse(async () =>
    passkeyLoginOptions(await ensurePasskeyClient(), await requestContext()),
  );
}
