import type { ReactNode } from "react";

/** The heading of a page, and what it is about in a sentence. */
export function PageHeading({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="mb-7">
      <h1 className="text-display font-semibold text-balance">{title}</h1>
      {children && <p className="mt-2.5 leading-7 text-muted">{children}</p>}
    </div>
  );
}
