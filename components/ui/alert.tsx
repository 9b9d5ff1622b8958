import { cva, type VariantProps } from "class-variance-authority";
import type { ComponentProps, ReactNode } from "react";
import { StateIcon } from "./state-icon";

const alertStyle = cva("flex gap-3 rounded-field border px-4 py-3 text-sm leading-6", {
  variants: {
    tone: {
      danger: "border-danger-line bg-danger-tint text-danger",
      warning: "border-warn-line bg-warn-tint text-warn",
      success: "border-success-line bg-success-tint text-success",
      info: "border-line bg-sunken text-ink",
    },
  },
  defaultVariants: { tone: "danger" },
});

type AlertProps = Omit<ComponentProps<"div">, "title"> &
  VariantProps<typeof alertStyle> & {
    title?: ReactNode;
    /** Buttons or links below the text. */
    actions?: ReactNode;
  };

/**
 * A message about the whole page. Screen readers announce a `success` or `info` politely, after the current speech, and
 * everything else immediately.
 */
export function Alert({ tone, title, actions, className, children, ...props }: AlertProps) {
  return (
    <div
      role={tone === "success" || tone === "info" ? "status" : "alert"}
      className={alertStyle({ tone, className })}
      {...props}
    >
      <StateIcon tone={tone ?? "danger"} />
      <div className="min-w-0 flex-1">
        {title && <p className="font-semibold">{title}</p>}
        <div>{children}</div>
        {actions && <div className="mt-2.5 flex flex-wrap gap-2.5">{actions}</div>}
      </div>
    </div>
  );
}
