import { cva, cx, type VariantProps } from "class-variance-authority";
import type { ComponentProps, ReactNode } from "react";

const cardStyle = cva("rounded-card border bg-card shadow-card", {
  variants: {
    tone: { neutral: "border-line", danger: "border-danger-line" },
    padding: { regular: "p-6 sm:p-9", compact: "p-5 sm:p-6", none: "" },
  },
  defaultVariants: { tone: "neutral", padding: "regular" },
});

/** A framed part of a page. The `danger` tone frames actions that delete something. */
export function Card({
  tone,
  padding,
  className,
  ...props
}: ComponentProps<"section"> & VariantProps<typeof cardStyle>) {
  return <section className={cardStyle({ tone, padding, className })} {...props} />;
}

type CardHeaderProps = Omit<ComponentProps<"div">, "title"> & {
  title: ReactNode;
  /** The `id` of the title, for the card's `aria-labelledby`. */
  titleId?: string;
  description?: ReactNode;
  /** A button, link or badge beside the title. */
  action?: ReactNode;
};

/** The title of a card, with a description and an action. */
export function CardHeader({
  title,
  titleId,
  description,
  action,
  className = "mb-5",
  ...props
}: CardHeaderProps) {
  return (
    <div className={cx("flex flex-wrap items-start justify-between gap-x-4 gap-y-3", className)} {...props}>
      <div className="min-w-0 flex-1 basis-60">
        <h2 id={titleId} className="text-lg font-semibold">
          {title}
        </h2>
        {description && <p className="mt-1 text-sm leading-6 text-muted">{description}</p>}
      </div>
      {action}
    </div>
  );
}
