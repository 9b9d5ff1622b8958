import type { Metadata } from "next";
import Link from "next/link";
import { AccountLayout } from "@/components/layout/account-layout";
import { ActivityItem } from "@/components/layout/activity-item";
import { PendingMark } from "@/components/layout/pending-mark";
import { TextLink } from "@/components/layout/text-link";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { ChevronRightIcon, DownloadIcon, KeyIcon, MailIcon, UserIcon } from "@/components/ui/icons";
import { LocalDate } from "@/components/ui/local-date";
import { listActivity } from "@/lib/account/list-activity";
import { pictureHashOf } from "@/lib/account/picture";
import { readSecurityCheckup } from "@/lib/account/security-checkup";
import { requireReader } from "@/lib/sessions/current-user";
import { SecurityCheckup } from "./security-checkup";

export const metadata: Metadata = { title: "Account" };

const RECENT_EVENTS = 5;
const QUICK_LINKS = [
  { href: "/account/profile", text: "Edit profile", Icon: UserIcon },
  { href: "/account/email", text: "Change email", Icon: MailIcon },
  { href: "/account/password", text: "Change password", Icon: KeyIcon },
  { href: "/account/data", text: "Download or delete data", Icon: DownloadIcon },
] as const;

export default async function AccountPage() {
  const actor = await requireReader("/account");
  const { user, userId } = actor;
  const [pictureHash, checkup, { activity }] = await Promise.all([
    pictureHashOf(userId),
    readSecurityCheckup(actor),
    listActivity(actor, { limit: RECENT_EVENTS }),
  ]);
  return (
    <AccountLayout user={user} path="/account" title="Account">
      <Card padding="compact" className="mb-6 flex items-center gap-4" aria-label="You">
        <Avatar userId={userId} username={user.username} pictureHash={pictureHash} size={64} />
        <div className="min-w-0">
          <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-lg font-semibold wrap-anywhere">
            <span>
              Hello, <span>{user.username}</span>
            </span>
            {user.role === "admin" && <Badge tone="accent">Administrator</Badge>}
            {user.role === "manager" && <Badge tone="accent">Manager</Badge>}
          </p>
          <p className="text-sm leading-6 text-muted">
            Member since <LocalDate dateTime={checkup.memberSince.toISOString()} />
          </p>
        </div>
      </Card>
      <SecurityCheckup checkup={checkup} email={user.email} isEmailVerified={user.emailVerified} />
      <Card padding="compact" className="mb-6" aria-labelledby="recent">
        <div className="mb-1 flex items-baseline justify-between gap-4">
          <h2 id="recent" className="text-lg font-semibold">
            Recent activity
          </h2>
          <p className="text-sm">
            <TextLink href="/account/activity">View all activity</TextLink>
          </p>
        </div>
        <ol className="-mb-3 divide-y divide-line">
          {activity.map((entry) => (
            <li key={entry.id}>
              <ActivityItem activity={entry} by={entry.isByAdministrator && "an administrator"} />
            </li>
          ))}
        </ol>
      </Card>
      <nav aria-label="Quick links">
        <ul className="grid gap-3 sm:grid-cols-2">
          {QUICK_LINKS.map(({ href, text, Icon }) => (
            <li key={href}>
              <Link
                href={href}
                className="flex items-center gap-3 rounded-card border border-line bg-card px-4 py-3.5 font-medium shadow-card transition-colors duration-fast hover:border-line-strong hover:bg-sunken"
              >
                <Icon className="size-5 shrink-0 text-muted" />
                <span className="min-w-0 flex-1">{text}</span>
                <ChevronRightIcon className="size-4 shrink-0 text-muted" />
                <PendingMark />
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </AccountLayout>
  );
}
