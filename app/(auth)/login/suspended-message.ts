import { env } from "@/lib/config/env";
import type { RequestContext } from "@/lib/http/request-context";
import { formatDateTime } from "@/lib/time/format-date";

/** Returns what the login says of a suspended account, with the end of the suspension in the person's time zone. */
export function suspendedMessage({ until }: { until?: Date }, { timeZone }: RequestContext): string {
  const support = env().SUPPORT_EMAIL;
  return until
    ? `Your account is suspended until ${formatDateTime(until, timeZone)}. Contact ${support} for help.`
    : `Your account has been suspended. Contact ${support} for help.`;
}
