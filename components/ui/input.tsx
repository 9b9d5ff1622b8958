import { cx } from "class-variance-authority";
import type { ComponentProps } from "react";

export function Input({ className, ...props }: ComponentProps<"input">) {
  return <input className={cx("input h-11", className)} {...props} />;
}
