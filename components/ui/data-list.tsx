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
    <div className="grid grid-cols-[1fr_auto] items-start gap-x-4 gap-y-0.5 py-3.5 first:pt-0 last:pb-0 sm:grid-cols-[10rem_1fr_auto]">
      <dt className="text-sm leading-6 text-muted">{name}</dt>
      <dd className="col-start-1 min-w-0 leading-6 font-medium wrap-anywhere sm:col-start-2 sm:row-start-1">
        {children}
      </dd>
      {action && (
        <dd className="col-start-2 row-span-2 row-start-1 text-sm leading-6 sm:col-start-3 sm:row-span-1">
          {action}
        </dd>
      )}
    </div>
  );
}
