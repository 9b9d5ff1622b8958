import { cx } from "class-variance-authority";
import { type ReactNode, useId } from "react";
import { type ButtonProps, buttonStyle } from "./button";
import { DialogDetails } from "./dialog-details";

type ConfirmDialogProps = {
  /** What the button that opens the dialog shows. */
  trigger: ReactNode;
  /** The button's accessible name, if what it shows is not enough, such as "Remove device Chrome on Linux". */
  triggerLabel?: string;
  triggerVariant?: ButtonProps["variant"];
  triggerSize?: ButtonProps["size"];
  /** The classes of the button in place of a button's, for example `menuItemStyle("danger")`. */
  triggerClassName?: string;
  /** The question, such as "Remove Chrome on Linux?" */
  title: string;
  /** What happens, in a sentence or two. */
  description?: ReactNode;
  /** Shows the dialog in the page from the start. Set it when the form came back with an error. */
  isOpen?: boolean;
  className?: string;
  /** The form, which ends with `DialogActions`. */
  children: ReactNode;
};

/**
 * Asks before an action that can't be undone. With JavaScript it is a modal dialog; without, the button expands the same
 * form in the page.
 */
export function ConfirmDialog({
  trigger,
  triggerLabel,
  triggerVariant = "danger-outline",
  triggerSize = "small",
  triggerClassName,
  title,
  description,
  isOpen = false,
  className,
  children,
}: ConfirmDialogProps) {
  const id = useId();
  const style = triggerClassName ?? buttonStyle({ variant: triggerVariant, size: triggerSize });
  return (
    <DialogDetails
      isOpen={isOpen}
      className={className}
      summary={
        <summary
          aria-label={triggerLabel}
          className={cx("cursor-pointer list-none [&::-webkit-details-marker]:hidden", style)}
        >
          {trigger}
        </summary>
      }
      dialogProps={{
        "aria-labelledby": `${id}-title`,
        "aria-describedby": description ? `${id}-description` : undefined,
        className: "confirm-dialog",
        children: (
          <div className="p-5 sm:p-6">
            <h2 id={`${id}-title`} className="text-lg font-semibold text-balance">
              {title}
            </h2>
            {description && (
              <div id={`${id}-description`} className="mt-2 text-sm leading-6 text-muted">
                {description}
              </div>
            )}
            <div className="mt-5">{children}</div>
          </div>
        ),
      }}
    />
  );
}
