import type { ReactNode } from "react";

/** The bar at the top of a page, with the brand at its start. */
export function HeaderBar({ children }: { children: ReactNode }) {
  return (
    <header className="border-b border-line bg-card">
      <div className="mx-auto flex h-16 max-w-6xl items-center justify-between gap-3 px-4 sm:px-8">
        {children}
      </div>
    </header>
  );
}
