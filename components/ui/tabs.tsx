import { cx } from "class-variance-authority";
import Link from "next/link";
import type { ReactNode } from "react";

type TabsProps = {
  /** What the tabs lead through, such as "Account". */
  label: string;
  tabs: readonly { href: string; name: ReactNode }[];
  /** The `href` of the current page. */
  current: string;
  className?: string;
};

/** Links to pages that belong together, in one row. A row that is too wide scrolls, with the current page in view. */
export function Tabs({ label, tabs, current, className }: TabsProps) {
  return (
    <nav
      aria-label={label}
      className={cx("scroll-fade-x overflow-x-auto border-b border-line [scrollbar-width:none]", className)}
    >
      <ul className="flex w-max gap-1">
        {tabs.map(({ href, name }) => (
          <li key={href} className={cx(href === current && "[scroll-initial-target:nearest]")}>
            <Link
              href={href}
              aria-current={href === current ? "page" : undefined}
              className={cx(
                "flex h-11 items-center border-b-2 border-transparent px-3 text-sm font-semibold whitespace-nowrap text-muted transition-colors duration-fast -outline-offset-2",
                "hover:text-ink aria-[current=page]:border-accent aria-[current=page]:text-accent",
                // Where the system sets the colors, a transparent line would be as visible as the current page's.
                href !== current && "forced-colors:border-[Canvas]",
              )}
            >
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}
