import Link from "next/link";
import type { ComponentType } from "react";
import {
  ActivityIcon,
  DesktopIcon,
  DocumentIcon,
  KeyIcon,
  LockIcon,
  MailIcon,
  ShieldCheckIcon,
  UserIcon,
} from "@/components/ui/icons";
import { PendingMark } from "./pending-mark";

const LINKS = [
  ["/account", "Overview", ShieldCheckIcon],
  ["/account/profile", "Profile", UserIcon],
  ["/account/email", "Email", MailIcon],
  ["/account/password", "Password", KeyIcon],
  ["/account/security", "Security", LockIcon],
  ["/account/devices", "Devices", DesktopIcon],
  ["/account/activity", "Activity", ActivityIcon],
  ["/account/data", "Data and deletion", DocumentIcon],
] as const satisfies readonly (readonly [string, string, ComponentType<{ className?: string }>])[];

/** The path of an account page. */
export type AccountPath = (typeof LINKS)[number][0];

/** The navigation between account pages: a column on wide screens, a row that scrolls on narrow ones. */
export function AccountNavigation({ path }: { path: AccountPath }) {
  return (
    <nav
      aria-label="Account"
      className="scroll-fade-x -mx-4 overflow-x-auto border-b border-line px-2 [scrollbar-width:none] sm:-mx-8 sm:px-6 md:mx-0 md:overflow-visible md:border-0 md:px-0 md:[animation:none] md:[mask-image:none]"
    >
      <ul className="flex w-max md:w-auto md:flex-col md:gap-0.5">
        {LINKS.map(([href, name, Icon]) => (
          // Only where the row scrolls by itself: the column's scroll container is the page, which would start further down.
          <li key={href} className={href === path ? "max-md:[scroll-initial-target:nearest]" : undefined}>
            <Link
              href={href}
              aria-current={href === path ? "page" : undefined}
              className="group flex h-11 items-center gap-2.5 border-b-2 border-transparent px-2.5 text-sm font-semibold whitespace-nowrap text-muted transition-colors duration-fast -outline-offset-2 hover:text-ink aria-[current=page]:border-accent aria-[current=page]:text-accent md:h-9 md:rounded-field md:border-0 md:hover:bg-sunken md:aria-[current=page]:bg-tint forced-colors:not-aria-[current=page]:border-[Canvas]"
            >
              <Icon className="hidden size-4.5 md:block" />
              {name}
              <PendingMark />
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
