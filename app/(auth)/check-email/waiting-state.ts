import type { EmailState } from "@/lib/generated/prisma/enums";

/** What the waiting page learns when it asks: `unknown` if this browser doesn't know of a registration any more. */
export type WaitingState = {
  state: "waiting" | "verified" | "unknown";
  delivery?: EmailState | undefined;
  isLoggedIn?: boolean;
};
