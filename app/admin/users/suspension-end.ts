import { SUSPENSION_DAYS } from "@/lib/schemas/suspension";

const DAY_MS = 24 * 60 * 60 * 1000;

/** Returns when a suspension ends that lasts some days; nothing if it lasts until an admin ends it. */
export function suspensionEnd(days: string): string | undefined {
  const count = SUSPENSION_DAYS.find((choice) => String(choice) === days);
  return count && new Date(Date.now() + count * DAY_MS).toISOString();
}
