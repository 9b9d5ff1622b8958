import { passkeyOptionsResponse } from "@/lib/api/passkey-options";
import { ok } from "@/lib/result";
import { requireEnrollingActor } from "@/lib/sessions/current-user";
import { confirmationOptions } from "@/lib/two-factor/confirm-identity";

/** Begins the confirmation of the user's identity with a passkey. */
export function POST() {
  return passkeyOptionsResponse(async () =>
    ok(await confirmationOptions(await requireEnrollingActor("/account/confirm"))),
  );
}
