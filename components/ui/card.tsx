import { cx } from "class-variance-authority";
import type { ComponentProps } from "react";

export function Card({ className, ...props }: ComponentProps<"section">) {
  return (
    <section
      className={cx("rounded-card border border-line bg-card p-6 shadow-card sm:p-9", className)}
      {...props}
    />
  );
}
