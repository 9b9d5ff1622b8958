import type { ReactNode } from "react";

/** The heading of a page with an optional introduction. */
export function PageHeading({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="mb-7">
      <h1 className="text-display font-semibold text-balance">{title}</h1>
      {children && <p className="mt-2.5 leading-7 text-muted">{children}</p>}
    </div>
  );
}
