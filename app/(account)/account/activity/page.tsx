import type { Metadata } from "next";
import Link from "next/link";
import { AccountLayout } from "@/components/layout/account-layout";
import { buttonStyle } from "@/components/ui/button";
import { listActivity } from "@/lib/account/list-activity";
import { requireActor } from "@/lib/sessions/current-user";
import { formatDateTime } from "@/lib/time/format-date";

export const metadata: Metadata = { title: "Security activity" };

type ActivityPageProps = { searchParams: Promise<{ before?: string | string[] }> };

export default async function ActivityPage({ searchParams }: ActivityPageProps) {
  const actor = await requireActor("/account/activity");
  const { activity, next } = await listActivity(actor, await searchParams);
  return (
    <AccountLayout
      user={actor.user}
      path="/account/activity"
      title="Security activity"
      intro="Recent activity on your account. Don't recognize something? Change your password."
    >
      <ol className="space-y-4">
        {activity.map(({ id, message, ipAddress, at }) => (
          <li key={id} className="border-l-2 border-line pl-4">
            <p className="font-semibold wrap-anywhere">{message}</p>
            <p className="mt-0.5 text-sm text-muted wrap-anywhere">
              <time dateTime={at.toISOString()}>{formatDateTime(at)}</time>
              {ipAddress && ` · ${ipAddress}`}
            </p>
          </li>
        ))}
      </ol>
      {next && (
        <Link
          href={`/account/activity?before=${next}`}
          className={buttonStyle({ variant: "secondary", size: "small", className: "mt-6" })}
        >
          Load more
        </Link>
      )}
    </AccountLayout>
  );
}
