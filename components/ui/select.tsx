import { cx } from "class-variance-authority";
import type { ComponentProps } from "react";

export function Select({ className, ...props }: ComponentProps<"select">) {
  return (
    <select
      className={cx(
        "h-11 rounded-field border border-field bg-card px-3 text-base text-ink transition-colors hover:border-ink",
        className,
      )}
      {...props}
    />
  );
}
