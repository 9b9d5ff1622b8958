import { cx } from "class-variance-authority";
import type { ComponentProps } from "react";

type TableProps = ComponentProps<"table"> & {
  /** What the table lists. */
  label: string;
};

/** A table in a frame. If it is wider than the page, the frame scrolls, also by keyboard. */
export function Table({ label, className, ...props }: TableProps) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a region that scrolls must be reachable and named
    <div
      role="region"
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      className="relative overflow-x-auto rounded-card border border-line bg-card shadow-card"
    >
      <table className={cx("w-full text-left text-sm", className)} {...props} />
    </div>
  );
}

/** The head of a table, with a row of `TableHeading`. */
export function TableHead({ className, ...props }: ComponentProps<"thead">) {
  return <thead className={cx("border-b border-line bg-sunken text-muted", className)} {...props} />;
}

export function TableHeading({ className, ...props }: ComponentProps<"th">) {
  return (
    <th scope="col" className={cx("px-4 py-2.5 font-semibold whitespace-nowrap", className)} {...props} />
  );
}

export function TableBody({ className, ...props }: ComponentProps<"tbody">) {
  return <tbody className={cx("divide-y divide-line", className)} {...props} />;
}

export function TableRow({ className, ...props }: ComponentProps<"tr">) {
  return <tr className={cx("transition-colors duration-fast hover:bg-sunken", className)} {...props} />;
}

export function TableCell({ className, ...props }: ComponentProps<"td">) {
  return <td className={cx("px-4 py-3 align-middle", className)} {...props} />;
}
