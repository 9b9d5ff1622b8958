import { cx } from "class-variance-authority";
import type { ComponentProps, ReactNode } from "react";
import { StateIcon } from "./state-icon";

type AlertProps = Omit<ComponentProps<"div">, "title"> & {
  tone?: "danger" | "warning" | "success" | "info" | undefined;
  title?: ReactNode;
  /** Buttons or links below the text. */
  actions?: ReactNode;
};

/**
 * A message about the whole page. Screen readers announce a `success` or `info` politely, after the current speech, and
 * everything else immediately.
 */
export function Alert({ tone = "danger", title, actions, className, children, ...props }: AlertProps) {
  return (
    <div
      role={tone === "success" || tone === "info" ? "status" : "alert"}
      className={cx(`alert alert-${tone}`, className)}
      {...props}
    >
      <StateIcon tone={tone} />
      <div className="min-w-0 flex-1">
        {title && <p className="font-semibold">{title}</p>}
        <div>{children}</div>
        {actions && <div className="mt-2.5 flex flex-wrap gap-2.5">{actions}</div>}
      </div>
    </div>
  );
}
