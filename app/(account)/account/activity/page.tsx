import type { Metadata } from "next";
import Link from "next/link";
import { AccountLayout } from "@/components/layout/account-layout";
import { ActivityItem } from "@/components/layout/activity-item";
import { PendingMark } from "@/components/layout/pending-mark";
import { TextLink } from "@/components/layout/text-link";
import { buttonStyle } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ActivityIcon, ArrowLeftIcon } from "@/components/ui/icons";
import { type ActivityCategory, activityCategory } from "@/lib/account/activity-categories";
import { listActivity } from "@/lib/account/list-activity";
import { requireReader } from "@/lib/sessions/current-user";
import { Days } from "./days";

export const metadata: Metadata = { title: "Security activity" };

const PATH = "/account/activity";
const FILTERS: [ActivityCategory | undefined, string][] = [
  [undefined, "All"],
  ["logins", "Logins"],
  ["security", "Security"],
  ["profile", "Profile"],
];

type ActivityPageProps = {
  searchParams: Promise<{ before?: string | string[]; category?: string | string[] }>;
};

export default async function ActivityPage({ searchParams }: ActivityPageProps) {
  const actor = await requireReader(PATH);
  const { before, category: name } = await searchParams;
  const category = activityCategory(name);
  const { activity, next } = await listActivity(actor, { before, category });
  return (
    <AccountLayout
      user={actor.user}
      path={PATH}
      title="Security activity"
      intro={
        <>
          What happened in your account. Don't recognize something?{" "}
          <TextLink href="/account/password">Change your password</TextLink> and{" "}
          <TextLink href="/account/devices">check your devices</TextLink>.
        </>
      }
    >
      <nav aria-label="Filter" className="mb-6 flex flex-wrap gap-2">
        {FILTERS.map(([filter, label]) => (
          <Link
            key={label}
            href={pathOf({ category: filter })}
            aria-current={filter === category ? "page" : undefined}
            className="inline-flex h-9 items-center rounded-full border border-line-strong bg-card px-4 text-sm font-semibold text-muted hover:text-ink aria-[current=page]:border-accent aria-[current=page]:bg-tint aria-[current=page]:text-accent"
          >
            {label}
            <PendingMark />
          </Link>
        ))}
      </nav>
      {activity.length === 0 && (
        <EmptyState icon={<ActivityIcon />} title="No activity">
          No activity in this category yet.
        </EmptyState>
      )}
      <Days
        entries={activity.map((entry) => ({
          id: entry.id,
          at: entry.at.toISOString(),
          content: <ActivityItem activity={entry} by={entry.isByAdministrator && "an administrator"} />,
        }))}
      />
      <nav aria-label="Pages" className="mt-6 flex flex-wrap gap-3">
        {before !== undefined && (
          <Link href={pathOf({ category })} className={buttonStyle({ variant: "ghost", size: "small" })}>
            <ArrowLeftIcon className="size-4" /> Newest
            <PendingMark />
          </Link>
        )}
        {next && (
          <Link
            href={pathOf({ category, before: next })}
            className={buttonStyle({ variant: "secondary", size: "small" })}
          >
            Older activity
            <PendingMark />
          </Link>
        )}
      </nav>
    </AccountLayout>
  );
}

function pathOf(query: { category?: ActivityCategory | undefined; before?: string }): string {
  const entries = Object.entries(query).filter((entry): entry is [string, string] => Boolean(entry[1]));
  return entries.length > 0 ? `${PATH}?${new URLSearchParams(entries)}` : PATH;
}
