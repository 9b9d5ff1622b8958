import type { ReactNode } from "react";

type EmptyStateProps = {
  icon?: ReactNode;
  /** What there is none of, such as "No devices yet". */
  title: string;
  /** What to do about it. */
  children?: ReactNode;
  /** A button or link. */
  action?: ReactNode;
};

/** Takes the place of a list that has no entries. */
export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center rounded-card border border-dashed border-line-strong px-6 py-12 text-center">
      {icon && (
        <span className="mb-4 inline-flex size-11 items-center justify-center rounded-full bg-sunken text-muted [&_svg]:size-5">
          {icon}
        </span>
      )}
      <p className="font-semibold">{title}</p>
      {children && <div className="mt-1 max-w-sm text-sm leading-6 text-muted">{children}</div>}
      {action && <div className="mt-5">{action}</div>}
    </div>
  );
}
