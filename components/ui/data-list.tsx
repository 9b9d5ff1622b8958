import { cx } from "class-variance-authority";
import type { ComponentProps, ReactNode } from "react";

/** A list of facts: names and values, in rows with lines between them. */
export function DataList({ className, ...props }: ComponentProps<"dl">) {
  return <dl className={cx("divide-y divide-line", className)} {...props} />;
}

type DataItemProps = {
  name: ReactNode;
  /** A link or button that changes the value. */
  action?: ReactNode;
  children: ReactNode;
};

/** A fact in a `DataList`. On narrow screens the name is above the value. */
export function DataItem({ name, action, children }: DataItemProps) {
  return (
    <div className="flex items-start gap-x-4 py-3.5 first:pt-0 last:pb-0">
      <div className="grid min-w-0 flex-1 gap-x-4 gap-y-0.5 sm:grid-cols-[10rem_1fr]">
        <dt className="text-sm leading-6 text-muted">{name}</dt>
        <dd className="min-w-0 leading-6 font-medium wrap-anywhere">{children}</dd>
      </div>
      {action && <dd className="text-sm leading-6">{action}</dd>}
    </div>
  );
}
