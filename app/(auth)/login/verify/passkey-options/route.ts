import { passkeyOptionsResponse } from "@/lib/api/passkey-options";
import { readPendingLogin } from "@/lib/http/cookies";
import { requestContext } from "@/lib/http/request-context";
import { verificationOptions } from "@/lib/login/verify-login";

/** Begins the verification of a login with a passkey. */
export function POST() {
  return passkeyOptionsResponse(async () =>
    verificationOptions((await readPendingLogin()) ?? "", "cookie", await requestContext()),
  );
}
