import { Badge } from "@/components/ui/badge";
import { Card, CardHeader } from "@/components/ui/card";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ShownUser, UserEmail } from "@/lib/admin/get-user";
import { EMAIL_NAMES, EMAIL_STATES } from "../email-states";

/** The newest emails to a user: what they are about, and what became of them. */
export function UserEmails({ user: { emails, email } }: { user: ShownUser }) {
  return (
    <Card padding="compact" aria-labelledby="emails">
      <CardHeader title="Emails" titleId="emails" className="mb-2" />
      {emails.length === 0 && <p className="text-sm text-muted">No emails were sent to this user.</p>}
      <ul className="divide-y divide-line">
        {emails.map((sent) => (
          <EmailRow key={sent.id} sent={sent} address={email} />
        ))}
      </ul>
    </Card>
  );
}

function EmailRow({ sent, address }: { sent: UserEmail; address: string }) {
  const { kind, recipient, state, lastError, createdAt, sentAt } = sent;
  const { tone, text } = EMAIL_STATES[state];
  return (
    <li className="py-3 text-sm leading-6 first:pt-1 last:pb-0">
      <p className="flex flex-wrap items-center justify-between gap-x-3 gap-y-1">
        <span className="font-medium">{EMAIL_NAMES[kind]}</span>
        <Badge tone={tone}>{text}</Badge>
      </p>
      <p className="text-muted wrap-anywhere">
        <RelativeTime dateTime={(sentAt ?? createdAt).toISOString()} />
        {recipient !== address && ` · To ${recipient}`}
      </p>
      {lastError && <p className="text-danger wrap-anywhere">{lastError}</p>}
    </li>
  );
}
