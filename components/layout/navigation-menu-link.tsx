"use client";

import { usePathname } from "next/navigation";
import type { ReactNode } from "react";
import { MenuLink } from "@/components/ui/menu";

type NavigationMenuLinkProps = {
  href: string;
  /** Whether the link also stands for the pages below it. */
  isPrefix?: boolean;
  children: ReactNode;
};

/** A link in the account menu. It marks the current page. */
export function NavigationMenuLink({ href, isPrefix = false, children }: NavigationMenuLinkProps) {
  const path = usePathname();
  const isBelow = isPrefix && path.startsWith(`${href}/`);
  return (
    <MenuLink href={href} aria-current={path === href ? "page" : isBelow ? "true" : undefined}>
      {children}
    </MenuLink>
  );
}
