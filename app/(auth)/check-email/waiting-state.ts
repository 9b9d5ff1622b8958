import type { Delivery } from "@/lib/mail/delivery";

/**
 * What the waiting page learns when it asks: `ended` if its registration was removed or has another password now and isn't logged in here, `unknown`
 * if this browser doesn't know of a registration any more.
 */
export type WaitingState = {
  state: "waiting" | "verified" | "ended" | "unknown";
  delivery?: Delivery | undefined;
  /** Whether this browser is logged in to the account whose address is verified. */
  isLoggedIn?: boolean;
};
