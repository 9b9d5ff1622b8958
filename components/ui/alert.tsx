import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps } from "react";

const alertStyle = cva("rounded-field px-4 py-3 text-sm leading-6", {
  variants: {
    tone: {
      danger: "bg-danger-tint text-danger",
      warning: "bg-warn-tint text-warn",
      success: "bg-tint text-accent",
    },
  },
  defaultVariants: { tone: "danger" },
});

/**
 * A message about the whole page. Screen readers announce a `success` politely, after the current speech, and
 * everything else immediately.
 */
export function Alert({
  tone,
  className,
  ...props
}: ComponentProps<"div"> & VariantProps<typeof alertStyle>) {
  return (
    <div
      role={tone === "success" ? "status" : "alert"}
      className={alertStyle({ tone, className })}
      {...props}
    />
  );
}
