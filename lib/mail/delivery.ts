import type { EmailState } from "@/lib/generated/prisma/enums";

/** What became of an email: its state, or `unknown` if it counts as failed, but the provider may have accepted it. */
export type Delivery = EmailState | "unknown";

/** How the reason starts that admins see if nobody knows whether an email was accepted. */
export const UNKNOWN_OUTCOME = "Delivery unknown:";

/** Returns what became of an email. */
export function deliveryOf({ state, lastError }: { state: EmailState; lastError: string | null }): Delivery {
  return state === "failed" && lastError?.startsWith(UNKNOWN_OUTCOME) ? "unknown" : state;
}
