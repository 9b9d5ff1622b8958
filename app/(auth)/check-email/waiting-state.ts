import type { EmailState } from "@/lib/generated/prisma/enums";

/**
 * What the waiting page learns when it asks: `ended` if its registration was removed or has another password now, `unknown`
 * if this browser doesn't know of a registration any more.
 */
export type WaitingState = {
  state: "waiting" | "verified" | "ended" | "unknown";
  delivery?: EmailState | undefined;
  isLoggedIn?: boolean;
};
