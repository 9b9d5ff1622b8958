import { cx } from "class-variance-authority";
import type { ComponentProps } from "react";

/** A gray shape in the place of something that is loading. Give it a size with classes. */
export function Skeleton({
  isRound = false,
  className,
  ...props
}: ComponentProps<"div"> & { isRound?: boolean }) {
  return (
    <div
      aria-hidden="true"
      className={cx("animate-pulse bg-line", isRound ? "rounded-full" : "rounded-item", className)}
      {...props}
    />
  );
}

/** Says "Loading" to screen readers, around the shapes of what is loading. */
export function Loading({ className, children, ...props }: ComponentProps<"div">) {
  return (
    <div role="status" className={className} {...props}>
      <span className="sr-only">Loading…</span>
      {children}
    </div>
  );
}

const WIDTHS = ["w-full", "w-11/12", "w-4/5", "w-2/3"];

/** The shape of a paragraph. */
export function SkeletonText({ lines = 3 }: { lines?: number }) {
  return (
    <div className="space-y-2.5">
      {Array.from({ length: lines }, (_, line) => WIDTHS[line % WIDTHS.length]).map((width, line) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines never change
        <Skeleton key={line} className={cx("h-4", width)} />
      ))}
    </div>
  );
}
