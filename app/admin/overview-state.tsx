import { TextLink } from "@/components/layout/text-link";
import { Badge } from "@/components/ui/badge";
import { Card, CardHeader } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import type { BoundedCount, Overview } from "@/lib/admin/overview";
import type { DependencyState, Health } from "@/lib/api/health";

const SERVICES = [
  ["database", "PostgreSQL", "Accounts and emails"],
  ["redis", "Redis", "Tokens and rate limits"],
  ["jobs", "Inngest", "Background jobs"],
  ["mail", "Resend", "Email"],
] as const;

const STATES = {
  up: { tone: "success", text: "Up" },
  down: { tone: "danger", text: "Down" },
  unregistered: { tone: "warning", text: "Not registered" },
} as const satisfies Record<DependencyState, object>;

/** Which of the services that the app stands on respond. */
export function ServicesCard({ health }: { health: Health }) {
  return (
    <Card padding="compact" aria-labelledby="services">
      <CardHeader titleId="services" title="Services" />
      <ul className="divide-y divide-line">
        {SERVICES.map(([key, name, purpose]) => {
          const { tone, text } = STATES[health.dependencies[key] ?? "down"];
          return (
            <li
              key={key}
              className="flex items-center justify-between gap-4 py-2.5 leading-6 first:pt-0 last:pb-0"
            >
              <span>
                <span className="font-medium">{name}</span>{" "}
                <span className="text-sm text-muted">{purpose}</span>
              </span>
              <Badge tone={tone}>{text}</Badge>
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

/** How many emails wait, and to how many addresses none is sent. */
export function EmailDeliveryCard({ overview: { queue, suppressed } }: { overview: Overview }) {
  return (
    <Card padding="compact" aria-labelledby="email-delivery">
      <CardHeader titleId="email-delivery" title="Email delivery" />
      <dl className="space-y-4 leading-6">
        <div>
          <dt className="text-sm text-muted">Queue</dt>
          <dd className="font-medium">{countLabel(queue, "email")} waiting</dd>
          {queue.dueSince && (
            <dd className="text-sm text-muted">
              Due since <RelativeTime dateTime={queue.dueSince.toISOString()} />
            </dd>
          )}
        </div>
        <div>
          <dt className="text-sm text-muted">Suppression list</dt>
          <dd className="font-medium">{countLabel(suppressed, "address", "addresses")}</dd>
          <dd className="text-sm">
            <TextLink href="/admin/users?delivery=failed">Users with undelivered email</TextLink>
          </dd>
        </div>
      </dl>
    </Card>
  );
}

function countLabel({ count, isExact }: BoundedCount, one: string, many = `${one}s`): string {
  if (!isExact) return `More than ${count.toLocaleString("en")} ${many}`;
  return `${count === 0 ? "No" : count.toLocaleString("en")} ${count === 1 ? one : many}`;
}
