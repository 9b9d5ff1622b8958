import Link from "next/link";
import { isAllowed } from "@/lib/admin/permissions";
import type { Role } from "@/lib/generated/prisma/client";
import { PendingMark } from "./pending-mark";

const LINKS = [
  ["/admin", "Overview", "read_overview"],
  ["/admin/users", "Users", "list_users"],
  ["/admin/audit", "Audit log", "list_events"],
] as const;

/** The path of a page of the admin area. */
export type AdminPath = (typeof LINKS)[number][0];

/** The navigation between the pages of the admin area that a role may see: a row that scrolls on narrow screens. */
export function AdminNavigation({ path, role }: { path: AdminPath; role: Role }) {
  const links = LINKS.filter(([, , action]) => isAllowed(role, action));
  return (
    <div className="border-b border-line bg-card">
      <nav
        aria-label="Admin area"
        className="mx-auto max-w-6xl scroll-fade-x overflow-x-auto px-2 [scrollbar-width:none] sm:px-6"
      >
        <ul className="flex w-max gap-1">
          {links.map(([href, name]) => (
            <li key={href} className={href === path ? "[scroll-initial-target:nearest]" : undefined}>
              <Link
                href={href}
                aria-current={href === path ? "page" : undefined}
                className="flex h-11 items-center border-b-2 border-transparent px-2.5 text-sm font-semibold whitespace-nowrap text-muted transition-colors duration-fast -outline-offset-2 hover:text-ink aria-[current=page]:border-accent aria-[current=page]:text-accent forced-colors:not-aria-[current=page]:border-[Canvas]"
              >
                {name}
                <PendingMark />
              </Link>
            </li>
          ))}
        </ul>
      </nav>
    </div>
  );
}
