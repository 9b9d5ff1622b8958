import { ChevronDownIcon } from "@/components/ui/icons";
import { MenuDetails } from "@/components/ui/menu-details";
import type { ReferenceGroup } from "@/lib/api/reference";
import { GUIDES } from "./guides";
import { MethodAndPath } from "./method";

const LINK =
  "block rounded-item px-2.5 py-1.5 text-muted hover:bg-sunken hover:text-ink aria-[current=true]:bg-tint aria-[current=true]:text-accent forced-colors:aria-[current=true]:underline";

type NavigationProps = { groups: ReferenceGroup[] };

/** The contents of the reference, which stay beside it on wide screens. */
export function SideNavigation({ groups }: NavigationProps) {
  return (
    <nav
      aria-label="Contents"
      className="sticky top-0 hidden max-h-dvh w-56 shrink-0 overflow-y-auto py-10 pr-1 lg:block"
    >
      <Contents groups={groups} />
    </nav>
  );
}

/** The contents of the reference as a menu, which stays at the top of narrow screens. */
export function TopNavigation({ groups }: NavigationProps) {
  return (
    <nav
      aria-label="Contents"
      className="sticky top-0 z-10 -mx-4 border-b border-line bg-paper px-4 sm:-mx-8 sm:px-8 lg:hidden"
    >
      <MenuDetails className="group">
        <summary className="flex h-12 cursor-pointer list-none items-center justify-between text-sm font-semibold [&::-webkit-details-marker]:hidden">
          Contents
          <ChevronDownIcon className="size-5 text-muted group-open:rotate-180" />
        </summary>
        <div className="absolute inset-x-0 top-full max-h-[70dvh] overflow-y-auto overscroll-contain border-b border-line bg-card px-4 py-4 shadow-overlay">
          <Contents groups={groups} />
        </div>
      </MenuDetails>
    </nav>
  );
}

function Contents({ groups }: NavigationProps) {
  return (
    <ul className="grid gap-6 text-sm">
      <li>
        <ul>
          {GUIDES.map(({ id, title }) => (
            <li key={id}>
              <a href={`#${id}`} className={LINK}>
                {title}
              </a>
            </li>
          ))}
        </ul>
      </li>
      {groups.map(({ id, name, operations }) => (
        <li key={id}>
          <a href={`#${id}`} className="block px-2.5 py-1 font-semibold hover:underline">
            {name}
          </a>
          <ul>
            {operations.map(({ id, summary, method, path }) => (
              <li key={id}>
                <a href={`#${id}`} className={LINK}>
                  {summary}
                  <MethodAndPath method={method} path={path} className="mt-0.5 block text-[0.6875rem]" />
                </a>
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ul>
  );
}
