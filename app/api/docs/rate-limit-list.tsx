import { env, type Limit } from "@/lib/config/env";
import { formatDuration } from "@/lib/messages/duration";
import { LIMITS, type LimitName } from "@/lib/rate-limit/limits";

const ROWS: [what: string, limits: LimitName[]][] = [
  ["Requests with a token, per user", ["apiUser"]],
  ["Requests without a token, per IP address", ["apiAnonymous"]],
  ["Registrations, per IP address", ["registration"]],
  ["Failed logins, per account and IP address", ["loginAccount", "loginAccountHourly", "loginAccountDaily"]],
  ["Failed logins, per IP address", ["loginClient"]],
  ["Requested emails, per recipient", ["mail", "mailDaily"]],
  ["Requested emails, per IP address", ["mailClient"]],
  ["Password reset emails, per recipient", ["passwordReset"]],
  ["Picture uploads, per user", ["upload"]],
];

/** Lists the rate limits as they are set. */
export function RateLimitList() {
  const settings = env();
  return (
    <dl className="mt-4 divide-y divide-line border-y border-line text-sm leading-6">
      {ROWS.map(([what, limits]) => (
        <div key={what} className="grid gap-x-4 py-2.5 sm:grid-cols-2">
          <dt className="text-muted">{what}</dt>
          <dd>{limits.map((name) => formatLimit(LIMITS[name](settings))).join(", ")}</dd>
        </div>
      ))}
    </dl>
  );
}

function formatLimit({ count, windowSeconds }: Limit): string {
  return `${count.toLocaleString("en")} per ${formatDuration(windowSeconds).replace(/^1 /, "")}`;
}
