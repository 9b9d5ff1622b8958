import type { Metadata } from "next";
import Link from "next/link";
import { AccountFrame } from "@/components/layout/account-layout";
import { buttonStyle } from "@/components/ui/button";
import { listActivity } from "@/lib/account/list-activity";
import { requireActor } from "@/lib/sessions/current-user";
import { timeInWords } from "@/lib/time/format-date";

export const metadata: Metadata = { title: "Your activity" };

type ActivityPageProps = { searchParams: Promise<{ before?: string | string[] }> };

export default async function ActivityPage({ searchParams }: ActivityPageProps) {
  const actor = await requireActor("/account/activity");
  const { activity, next } = await listActivity(actor, (await searchParams).before);
  return (
    <AccountFrame
      user={actor.user}
      path="/account/activity"
      title="Your activity"
      intro="What was done in your account. If something here was not you, change your password."
    >
      <ol className="space-y-4">
        {activity.map(({ id, sentence, client, at }) => (
          <li key={id} className="border-l-2 border-line pl-4">
            <p className="font-semibold wrap-anywhere">{sentence}</p>
            <p className="mt-0.5 text-sm text-muted wrap-anywhere">
              <time dateTime={at.toISOString()}>{timeInWords(at)}</time>
              {client && `, from ${client}`}
            </p>
          </li>
        ))}
      </ol>
      {next && (
        <Link
          href={`/account/activity?before=${next}`}
          className={buttonStyle({ variant: "secondary", size: "small", className: "mt-6" })}
        >
          Earlier
        </Link>
      )}
    </AccountFrame>
  );
}
