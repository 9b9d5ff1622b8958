import { cx } from "class-variance-authority";
import type { ReactNode } from "react";
import { buttonStyle } from "@/components/ui/button";

type FilterPanelProps = {
  /** How many filters are set. */
  count: number;
  className: string;
  children: ReactNode;
};

/** The filters of a list. A phone shows them at the press of a button, because they would fill its screen. */
export function FilterPanel({ count, className, children }: FilterPanelProps) {
  return (
    <details className="filter-panel">
      <summary className={cx(buttonStyle({ variant: "secondary", size: "small" }), "w-full cursor-pointer")}>
        Filters{count > 0 && ` (${count})`}
      </summary>
      <div className={cx("max-md:pt-3", className)}>{children}</div>
    </details>
  );
}
