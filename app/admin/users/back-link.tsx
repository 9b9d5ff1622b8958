import type { ReactNode } from "react";
import { ArrowLeftIcon } from "@/components/ui/icons";

/** Leads back to the page that this one belongs to. */
export function BackLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <a
      href={href}
      className="mb-5 inline-flex min-h-6 items-center gap-1.5 text-sm font-semibold text-muted hover:text-ink"
    >
      <ArrowLeftIcon className="size-4" /> {children}
    </a>
  );
}
