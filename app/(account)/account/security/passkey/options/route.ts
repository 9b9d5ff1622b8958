import { passkeyOptionsResponse } from "@/lib/api/passkey-options";
import { requireEnrollingActor } from "@/lib/sessions/current-user";
import { passkeyRegistrationOptions } from "@/lib/two-factor/add-passkey";

/** Begins the creation of a passkey. */
export function POST() {
  return passkeyOptionsResponse(async () =>
    passkeyRegistrationOptions(await requireEnrollingActor("/account/security/passkey")),
  );
}
