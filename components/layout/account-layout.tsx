import Link from "next/link";
import type { ReactNode } from "react";
import type { SafeUser } from "@/lib/database/safe-user";
import { AppHeader } from "./app-header";
import { DeletionBanner } from "./deletion-banner";
import { PageHeading } from "./page-heading";

const ACCOUNT_LINKS = [
  ["/account", "Overview"],
  ["/account/profile", "Profile"],
  ["/account/email", "Email"],
  ["/account/password", "Password"],
  ["/account/devices", "Devices"],
  ["/account/activity", "Activity"],
  ["/account/data", "Data and deletion"],
] as const;

type AccountLayoutProps = {
  user: SafeUser;
  /** The path of the current page. */
  path: (typeof ACCOUNT_LINKS)[number][0];
  title: string;
  intro?: ReactNode;
  children: ReactNode;
};

/** The layout of every account page: the header and the navigation between account pages. */
export function AccountLayout({ user, path, title, intro, children }: AccountLayoutProps) {
  return (
    <>
      <AppHeader user={user} />
      <div className="mx-auto grid w-full max-w-6xl flex-1 content-start gap-x-12 gap-y-6 px-4 py-8 sm:px-8 sm:py-12 md:grid-cols-[12rem_1fr]">
        <nav aria-label="Account" className="-mx-1 flex flex-wrap gap-1 self-start md:flex-col">
          {ACCOUNT_LINKS.map(([href, name]) => (
            <Link
              key={href}
              href={href}
              aria-current={href === path ? "page" : undefined}
              className="rounded-field px-3 py-1.5 text-sm font-semibold text-muted hover:bg-sunken hover:text-ink aria-[current=page]:bg-tint aria-[current=page]:text-accent"
            >
              {name}
            </Link>
          ))}
        </nav>
        <main className="min-w-0 max-w-2xl">
          <DeletionBanner userId={user.id} />
          <PageHeading title={title}>{intro}</PageHeading>
          {children}
        </main>
      </div>
    </>
  );
}
