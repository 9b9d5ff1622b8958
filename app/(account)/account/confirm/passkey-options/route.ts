import { passkeyOptionsResponse } from "@/lib/api/passkey-options";
import { requireEnrollingActor } from "@/lib/sessions/current-user";
import { confirmationOptions } from "@/lib/two-factor/confirm-identity";

/** Begins the confirmation of the user's identity with a passkey. */
export function POST() {
  return passkeyOptionsResponse(async () =>
    confirmationOptions(await requireEnrollingActor("/account/confirm")),
  );
}
