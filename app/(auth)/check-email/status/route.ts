import { jsonResponse } from "@/lib/api/responses";
import { readClaimCookie } from "@/lib/http/cookies";
import { unavailable } from "@/lib/observability/log";
import { viewer } from "@/lib/sessions/current-user";
import { claimedUserId } from "@/lib/tokens/registration-claim";
import { getVerificationStatus } from "@/lib/verification/get-verification-status";
import type { WaitingState } from "../waiting-state";

/** Tells the waiting page whether the address is verified by now. It is asked again and again, so it does little. */
export async function GET(): Promise<Response> {
  const claim = await readClaimCookie();
  const status = claim ? await getVerificationStatus(claim).catch((error) => unavailable(error)) : undefined;
  if (status && "ok" in status) return jsonResponse(503, { state: "waiting" } satisfies WaitingState);
  if (status && !status.emailVerified) return answer({ state: "waiting", delivery: status.delivery });
  const current = await viewer();
  const userId = current.state === "logged_in" ? current.user.id : undefined;
  if (status) return answer({ state: "verified", isLoggedIn: userId === status.userId });
  if (claim && claimedUserId(claim) !== userId) return answer({ state: "ended" });
  // The claim is gone once this browser has verified the address, for example in another tab, which logs in. It no longer
  // counts after a change of the password.
  return answer(userId ? { state: "verified", isLoggedIn: true } : { state: "unknown" });
}

const answer = (state: WaitingState) => jsonResponse(200, state);
